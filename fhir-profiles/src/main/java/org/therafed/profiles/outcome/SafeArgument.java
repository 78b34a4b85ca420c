package org.therafed.profiles.outcome;

import java.util.function.Function;

/**
 * A value that may be shown to anybody: a code, a unit, a count, a setting, the name of an element,
 * or a {@link Phrase}.
 *
 * @param name the place it fills in the sentences of a {@link FaultCode}
 * @param value what is shown
 */
public record SafeArgument(String name, Object value) {

  /** As it stands in a sentence: a phrase in the language of that sentence, the rest as it is. */
  String shown(Function<Phrase, String> language) {
    return value instanceof Phrase phrase ? language.apply(phrase) : String.valueOf(value);
  }
}
