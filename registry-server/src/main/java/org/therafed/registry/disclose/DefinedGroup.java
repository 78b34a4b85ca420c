package org.therafed.registry.disclose;

import java.util.Optional;
import org.therafed.evidence.disclosure.Cohort;

/**
 * A group that a question defines by conditions.
 *
 * @param name the same for all questions about it
 * @param others name of the group of all others of the arm; empty if it cannot be named
 * @param arm the whole arm that it is of
 */
public record DefinedGroup(String name, Optional<String> others, Cohort arm) {}
