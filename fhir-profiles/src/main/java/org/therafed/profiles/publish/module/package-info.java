/** A therapy module as the FHIR bundle that carries it, and the questionnaire to enter its data. */
package org.therafed.profiles.publish.module;
