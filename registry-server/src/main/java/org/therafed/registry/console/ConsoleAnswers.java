package org.therafed.registry.console;

import java.util.ArrayList;
import java.util.List;
import org.therafed.registry.publish.Published;

/** The published answers of one page. */
record ConsoleAnswers(
    List<Published> survival, List<Published> responses, Published toxicity, Published cost) {

  /** All of them. */
  List<Published> all() {
    List<Published> all = new ArrayList<>(survival);
    all.addAll(responses);
    all.add(toxicity);
    all.add(cost);
    return all;
  }
}
