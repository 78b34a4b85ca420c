/**
 * The profile tables, code sets and rules as FHIR R4 conformance resources, and the FHIR npm
 * package of them. The tables stay the source: what is published follows from their rows.
 */
package org.therafed.profiles.publish;
