package org.therafed.profiles.terminology;

/**
 * A code with its display.
 *
 * @param system the code system's URI
 * @param code the code
 * @param display the text of the code system, as our source prints it
 */
public record Coding(String system, String code, String display) {}
