/**
 * FHIR StructureDefinitions compiled into a walk over Jackson trees: cardinality, types, fixed and
 * pattern values, slicing, bindings, references and invariants of any profile with a snapshot.
 */
package org.therafed.profiles.structure;
