package org.therafed.profiles.coherence;

/**
 * Where a finding looks: one element of one record.
 *
 * @param reference the record as {@code Type/id}
 * @param element its element as FHIRPath, with the name that a choice has in JSON, e.g. {@code
 *     Observation.effectiveDateTime}; the type alone of a record that has not come
 */
record Place(String reference, String element) {}
