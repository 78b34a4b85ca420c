package org.therafed.evidence.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Estimate;

/**
 * A report as a plain-text table for people. Times are months to one decimal (30.4375 days), other
 * numbers have at most four significant digits; a limit that does not exist is a dash.
 */
public final class ReportText {
  private static final double MONTH_DAYS = 30.4375;

  private ReportText() {}

  /** The text, lines ended by a newline. */
  public static String write(Report report) {
    StringBuilder text = new StringBuilder(oneLine(report.title())).append("\n\n");
    if (report.status() != Report.Status.COMPLETE) {
      text.append(report.status().words()).append("\n");
    } else {
      table(report.estimates(), text);
    }
    text.append('\n');
    provenance(report.provenance(), text);
    return text.toString();
  }

  private static void table(List<Estimate> estimates, StringBuilder text) {
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"quantity", "of", "estimate", "lower", "upper", "level", "unit"});
    for (Estimate estimate : estimates) {
      boolean days = estimate.unit().equals("d");
      boolean limits = estimate.level().isPresent();
      lines.add(
          new String[] {
            oneLine(estimate.quantity()),
            oneLine(ReportCsv.keys(estimate)),
            shown(estimate.value(), days),
            limits ? shown(estimate.lower(), days) : "",
            limits ? shown(estimate.upper(), days) : "",
            limits ? percent(estimate.level().getAsDouble()) : "",
            days ? "months" : oneLine(unit(estimate.unit()))
          });
    }
    int[] widths = new int[lines.get(0).length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    for (String[] line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean right = i >= 2 && i <= 4;
        String pad = " ".repeat(widths[i] - line[i].length());
        row.append(right ? pad + line[i] : line[i] + pad).append("  ");
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
  }

  private static void provenance(Provenance from, StringBuilder text) {
    from.n().ifPresent(n -> line(text, "n", n + (from.unit().isEmpty() ? "" : " " + from.unit())));
    from.events().ifPresent(events -> line(text, "events", Long.toString(events)));
    from.sites().ifPresent(sites -> line(text, "sites", Integer.toString(sites)));
    from.method().ifPresent(m -> line(text, "method", m.name() + " (" + m.source() + ")"));
    line(text, "data cut", from.dataCut().id() + ", " + from.dataCut().frozenOn());
    line(text, "computed by", from.software());
    from.checks().forEach(check -> line(text, "checked", check));
    from.warnings().forEach(warning -> line(text, "WARNING", warning));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-12s %s\n", name, oneLine(value)));
  }

  /** Control characters and line separators as blanks: no text may look like a line of its own. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
  }

  private static String shown(OptionalDouble number, boolean days) {
    if (number.isEmpty()) {
      return "–";
    }
    double value = number.getAsDouble();
    return days ? String.format(Locale.ROOT, "%.1f", value / MONTH_DAYS) : significant(value);
  }

  private static String significant(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    if (size < 1e-4 || size >= 1e7) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    // Without trailing zeros: a published number is coarser than they would say.
    return BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String percent(double level) {
    return significant(Math.round(level * 1e6) / 1e4) + " %";
  }

  private static String unit(String unit) {
    return unit.equals("1") ? "" : unit;
  }
}
