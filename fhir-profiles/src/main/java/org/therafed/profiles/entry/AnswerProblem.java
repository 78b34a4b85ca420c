package org.therafed.profiles.entry;

import org.therafed.profiles.outcome.Phrase;

/**
 * What is wrong with one answer, without the answer.
 *
 * @param item linkId; that of the group where no single item is meant
 */
public record AnswerProblem(Place place, String item, Phrase what) {}
