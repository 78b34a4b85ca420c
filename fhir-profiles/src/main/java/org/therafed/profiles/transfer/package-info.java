/** The wire form of a transfer: one FHIR transaction of one site, numbered without a gap. */
package org.therafed.profiles.transfer;
