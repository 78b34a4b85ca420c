package org.therafed.profiles.structure;

/**
 * A JSON property of an element: the element and the type that its name tells.
 *
 * @param type null for a content reference, whose content is the other element's
 */
record Slot(Shape shape, TypeReference type) {}
