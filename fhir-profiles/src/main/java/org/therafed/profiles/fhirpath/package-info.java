/**
 * FHIRPath over Jackson trees, as far as the invariants of StructureDefinitions use it: compiled
 * once, evaluated without a model in between. What is not supported is refused when compiled.
 */
package org.therafed.profiles.fhirpath;
