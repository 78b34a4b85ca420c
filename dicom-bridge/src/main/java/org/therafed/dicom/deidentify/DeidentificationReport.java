package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was done to one object, without any value of it: every element that did not stay as it was
 * or that an option keeps, how many stayed, the rule for its pixels, and what it can no longer be
 * used for.
 */
public final class DeidentificationReport {
  private record Entry(ElementPath path, Treatment treatment, Basis basis) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Treatment, Integer> counts = new EnumMap<>(Treatment.class);
  private final Set<Consequence> consequences = EnumSet.noneOf(Consequence.class);
  private String pixelRule = "";
  private List<String> pixelActions = List.of();

  DeidentificationReport() {}

  void add(ElementPath path, Treatment treatment, Basis basis) {
    counts.merge(treatment, 1, Integer::sum);
    if (treatment != Treatment.KEPT || basis == Basis.OPTION) {
      entries.add(new Entry(path, treatment, basis));
    }
  }

  void add(Consequence consequence) {
    consequences.add(consequence);
  }

  void pixelRule(String name) {
    pixelRule = name;
  }

  void pixelActions(List<String> actions) {
    pixelActions = List.copyOf(actions);
  }

  /** Every element that was changed or that an option keeps, in the order of the object. */
  public List<ActionTaken> actions() {
    return entries.stream()
        .map(entry -> new ActionTaken(entry.path().text(), entry.treatment(), entry.basis()))
        .toList();
  }

  /** How many elements were treated in each way, unchanged ones included. */
  public Map<Treatment, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** What the choices of the policy cost this object. */
  public Set<Consequence> consequences() {
    return Set.copyOf(consequences);
  }

  /** The name of the rule that let the pixels pass; empty where there are none. */
  public String pixelRule() {
    return pixelRule;
  }

  /**
   * What was taken out of pixel data besides the pixels, counted, e.g. {@code 2 comment segments
   * made zeros}; none where they stayed as they were.
   */
  public List<String> pixelActions() {
    return pixelActions;
  }

  /** Tab-separated lines for people and files: consequences, counts, then every action. */
  public String text() {
    StringBuilder text = new StringBuilder();
    consequences.forEach(c -> text.append(c.code()).append('\t').append(c.text()).append('\n'));
    counts.forEach((t, n) -> text.append("count\t").append(t).append('\t').append(n).append('\n'));
    if (!pixelRule.isEmpty()) {
      text.append("pixels\t").append(pixelRule).append('\n');
    }
    pixelActions.forEach(action -> text.append("pixels\t").append(action).append('\n'));
    for (ActionTaken action : actions()) {
      text.append(action.path()).append('\t').append(action.treatment()).append('\t');
      text.append(action.basis()).append('\n');
    }
    return text.toString();
  }
}
