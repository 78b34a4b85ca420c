package org.therafed.registry.console;

import java.util.List;
import org.therafed.registry.publish.Published;

/** The published answers of one page. */
record ConsoleAnswers(
    List<Published> survival, List<Published> responses, Published toxicity, Published cost) {}
