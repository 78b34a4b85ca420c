package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One item found for an element.
 *
 * @param value the value; missing where a primitive has only extensions
 * @param extras the {@code _name} object; null for none
 * @param type the type its name tells; null for a content reference
 * @param path where it stands, of an element with slices
 */
record Occurrence(JsonNode value, JsonNode extras, TypeReference type, String path) {}
