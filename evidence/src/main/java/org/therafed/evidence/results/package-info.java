/** Results and published results as people and other systems read them: text, CSV, FHIR. */
package org.therafed.evidence.results;
