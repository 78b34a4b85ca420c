/** Asks FHIR servers of the hospital for records: search by patient and time, and Bulk Data. */
package org.therafed.gateway.intake.fhir.pull;
