package org.therafed.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.model.FederationModel;
import org.therafed.simulator.model.Truth;

/** The published evidence beside the model's truth. */
public final class EvidenceTable {
  private static final int FIRST_MILESTONE = 6;

  private final List<Observed> observed;

  public EvidenceTable(List<Observed> observed) {
    this.observed = List.copyOf(observed);
  }

  /** The table, an arm at a time. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Arm arm : Arm.values()) {
      List<Observed> own = observed.stream().filter(o -> o.truth().arm() == arm).toList();
      TextTable table =
          new TextTable()
              .row(arm.code(), "estimate", "99.9 % interval", "model's truth", "inside?");
      own.stream().filter(Observed::released).forEach(o -> row(table, o));
      lines.addAll(table.lines());
      long hidden = own.stream().filter(o -> !o.released()).count();
      if (hidden > 0) {
        lines.add("  (" + hidden + " further quantities are not released)");
      }
      lines.add("");
    }
    return lines;
  }

  private static void row(TextTable table, Observed observed) {
    Truth truth = observed.truth();
    table.row(
        truth.item().label(),
        text(observed.estimate().orElseThrow(), truth.unit()),
        text(observed.lower(), truth.unit()) + " – " + text(observed.upper(), truth.unit()),
        text(truth.value(), truth.unit()),
        observed.holdsTruth() ? "yes" : "NO");
  }

  private static String text(double value, Truth.Unit unit) {
    if (Double.isInfinite(value)) {
      return "open";
    }
    return switch (unit) {
      case PROBABILITY -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
      case MONTHS -> String.format(Locale.ROOT, "%.1f mo", value);
      case CURRENCY -> String.format(Locale.ROOT, "%,.0f %s", value, FederationModel.CURRENCY);
    };
  }

  /** Truths outside their intervals, and quantities that had to be released and were not. */
  public List<String> differences(boolean all) {
    List<String> differences = new ArrayList<>();
    for (Observed each : observed) {
      String what = each.truth().arm().code() + ", " + each.truth().item().label();
      if (each.released() && !each.holdsTruth()) {
        differences.add(what + ": the model's truth lies outside the interval");
      }
      if (all && !each.released() && mustBeReleased(each.truth())) {
        differences.add(what + ": not released, although enough people are in the federation");
      }
    }
    if (all && observed.stream().noneMatch(Observed::released)) {
      differences.add("the registry releases nothing at all");
    }
    return differences;
  }

  /**
   * In a federation of the default size these rest on more than the smallest cell: of the treated
   * all but rare events, of the smaller arms what everybody in them answers.
   */
  private static boolean mustBeReleased(Truth truth) {
    return switch (truth.arm()) {
      case TREATED -> !rare(truth);
      case STANDARD_CARE -> alive(truth) || anyEvent(truth) || truth.kind() == Truth.Kind.COST;
      case UNTREATED -> alive(truth);
    };
  }

  private static boolean rare(Truth truth) {
    return truth.item() instanceof Truth.Incidence incidence
        && (incidence.atLeastGrade() > 1 || truth.value() < 0.3 || truth.value() > 0.8);
  }

  private static boolean alive(Truth truth) {
    return truth.item() instanceof Truth.Milestone milestone
        && milestone.month() == FIRST_MILESTONE;
  }

  private static boolean anyEvent(Truth truth) {
    return truth.item() instanceof Truth.Incidence incidence
        && incidence.term().equals(Truth.Incidence.ANY)
        && incidence.atLeastGrade() == 1;
  }
}
