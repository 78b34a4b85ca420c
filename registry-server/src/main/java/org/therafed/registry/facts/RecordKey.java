package org.therafed.registry.facts;

/**
 * What names a stored record of a site.
 *
 * @param type of the resource
 * @param id its pseudonymous id
 */
public record RecordKey(String type, String id) {}
