package org.therafed.profiles.benchmark;

import java.util.List;
import java.util.Locale;

/** The figures of several turns, as a row of a Markdown table. */
record Figures(List<Double> sorted) {
  Figures {
    sorted = sorted.stream().sorted().toList();
  }

  String row(String what, String unit) {
    return "| "
        + what
        + " | "
        + text(sorted.get(sorted.size() / 2))
        + " "
        + unit
        + " | "
        + text(sorted.get(0))
        + " to "
        + text(sorted.get(sorted.size() - 1))
        + " |";
  }

  private static String text(double figure) {
    return figure < 100
        ? String.format(Locale.ROOT, "%.1f", figure)
        : String.format(Locale.ROOT, "%,.0f", figure);
  }
}
