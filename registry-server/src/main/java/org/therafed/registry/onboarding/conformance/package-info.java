/**
 * The automatic test of a site before it is accredited: keys, a test course, deliberate bad
 * transfers, planted identity. Nothing of it is stored but the report.
 */
package org.therafed.registry.onboarding.conformance;
