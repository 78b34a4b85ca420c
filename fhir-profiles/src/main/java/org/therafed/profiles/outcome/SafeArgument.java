package org.therafed.profiles.outcome;

/**
 * A value that may be shown to anybody: a code, a unit, a count, a setting, the name of an element.
 *
 * @param name the place it fills in the sentences of a {@link FaultCode}
 * @param value what is shown
 */
public record SafeArgument(String name, Object value) {}
