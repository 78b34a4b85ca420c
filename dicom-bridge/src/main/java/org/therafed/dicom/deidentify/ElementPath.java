package org.therafed.dicom.deidentify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Where an element is: the sequences around it with their item numbers from 1. Linked upwards, so
 * that deep nesting costs a step and not a copy.
 *
 * @param parent null at the top
 * @param item number of the item of the parent's sequence that holds the element; 0 at the top
 */
record ElementPath(ElementPath parent, int item, int tag) {
  private static final int MOST_STEPS = 32;

  /** {@code (0040,A730)[2]>(0040,A160)}; beyond 32 levels only the innermost. */
  String text() {
    Deque<String> steps = new ArrayDeque<>();
    ElementPath at = this;
    int inner = 0;
    while (at != null && steps.size() < MOST_STEPS) {
      String step = String.format(Locale.ROOT, "(%04X,%04X)", at.tag >>> 16, at.tag & 0xFFFF);
      steps.push(inner == 0 ? step : step + "[" + inner + "]");
      inner = at.item;
      at = at.parent;
    }
    return (at == null ? "" : "…>") + String.join(">", steps);
  }
}
