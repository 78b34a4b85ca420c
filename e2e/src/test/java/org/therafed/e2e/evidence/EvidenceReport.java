package org.therafed.e2e.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeSet;
import org.therafed.evidence.survival.Point;
import org.therafed.profiles.terminology.CtcaeTerm;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.simulator.cohort.Cohort;

/** The comparison as a page for people, in Markdown. */
final class EvidenceReport {

  private static final int[] MONTHS = {6, 12, 18, 24};
  private static final String WITHHELD = "not released";

  private final StringBuilder text = new StringBuilder();
  private boolean softwareSaid;

  EvidenceReport(Cohort cohort) {
    line("# The evidence against R");
    line("");
    line(
        "A synthetic federation (simulator, seed %d, %d consented patients, three hospitals) was",
        cohort.seed(), cohort.patients().size());
    line(
        "sent through the real interfaces into a registry. A test-only dump of the registry's"
            + " facts, made by");
    line(
        "SQL that shares nothing with the registry's, was given to R and to the evidence library;"
            + " what the");
    line(
        "registry publishes was asked over HTTP. `EvidenceReportTest` asserts that library and R"
            + " agree to 1e-9");
    line(
        "(relative above 1) in every number, and that what is published is the library's number"
            + " after the");
    line(
        "coarsening of [evidence/docs/disclosure.md](../../evidence/docs/disclosure.md). Level"
            + " 0.95.");
    line("");
    line("Written by the end-to-end tests over the demonstration's federation:");
    line("");
    line("```");
    line(
        "./mvnw verify -pl e2e -am -Dtest=EvidenceReportTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false \\");
    line("  -Dtherafed.patients=304 -Dtherafed.report=docs/reports/evidence-against-r.md");
    line("```");
  }

  void arm(String arm, Undisclosed undisclosed, RReference reference, ArmAnswers published) {
    if (!softwareSaid) {
      softwareSaid = true;
      line("");
      line("R's side: %s.", reference.software().replaceFirst("R (\\d+) ", "R $1."));
    }
    SortedMap<Quantity, OptionalDouble> ours = undisclosed.numbers();
    line("");
    line("## Arm: %s", arm);
    line("");
    line(
        "%d numbers compared, among them every step of the survival curve. Largest difference:"
            + " %.1e.",
        ours.size(), largestDifference(ours, reference.numbers()));
    line("");
    line("| quantity | R | evidence, undisclosed | published | published interval |");
    line("|---|---|---|---|---|");
    survival(undisclosed, reference, published.survival().path("result"));
    for (String endpoint : undisclosed.responses().keySet()) {
      JsonNode rate = published.responses().get(endpoint).path("result").path("rate");
      proportion(endpoint.toUpperCase(Locale.ROOT), "response", endpoint, ours, reference, rate);
    }
    toxicity(ours, reference, published.toxicity().path("result"));
    JsonNode total = published.cost().path("result").path("total");
    row(
        "mean cost of a course",
        amounts(reference.numbers()),
        amounts(ours),
        total.isMissingNode()
            ? WITHHELD
            : String.format(Locale.ROOT, "%.0f", number(total, "mean")),
        total.isMissingNode()
            ? ""
            : String.format(
                Locale.ROOT, "%.0f – %.0f", number(total, "lower"), number(total, "upper")));
  }

  private static double number(JsonNode node, String name) {
    return node.path(name).asDouble();
  }

  private static double largestDifference(
      Map<Quantity, OptionalDouble> ours, Map<Quantity, OptionalDouble> theirs) {
    double largest = 0;
    for (Map.Entry<Quantity, OptionalDouble> each : ours.entrySet()) {
      OptionalDouble other = theirs.get(each.getKey());
      if (each.getValue().isPresent() && other.isPresent()) {
        double scale = Math.max(1, Math.abs(other.getAsDouble()));
        largest =
            Math.max(
                largest, Math.abs(each.getValue().getAsDouble() - other.getAsDouble()) / scale);
      }
    }
    return largest;
  }

  private void survival(Undisclosed undisclosed, RReference reference, JsonNode result) {
    for (int month : MONTHS) {
      double day = month * DocumentedRules.MONTH_DAYS;
      Point point = undisclosed.survival().at(day);
      JsonNode shown = result.path("curve").path(month);
      row(
          "alive at month " + month,
          exact(atDay(reference.numbers(), "surv", day))
              + interval(
                  atDay(reference.numbers(), "lower", day),
                  atDay(reference.numbers(), "upper", day)),
          exact(OptionalDouble.of(point.survival())) + interval(point.lower(), point.upper()),
          shown.isMissingNode() ? WITHHELD : percent(shown, "survival"),
          shown.isMissingNode() ? "" : percent(shown, "lower") + " – " + percent(shown, "upper"));
    }
    JsonNode median = result.path("median");
    row(
        "median survival (days; published: months)",
        quantile(reference.numbers()),
        quantile(undisclosed.numbers()),
        median.path("value").isNumber() ? median.path("value").asText() : WITHHELD,
        median.path("value").isNumber()
            ? limit(median.path("lower")) + " – " + limit(median.path("upper"))
            : "");
  }

  private static String limit(JsonNode months) {
    return months.isNumber() ? months.asText() : "not reached";
  }

  private static String quantile(Map<Quantity, OptionalDouble> numbers) {
    return exact(numbers.get(new Quantity("survival", "median", "value")))
        + interval(
            numbers.get(new Quantity("survival", "median", "lower")),
            numbers.get(new Quantity("survival", "median", "upper")));
  }

  /** The value at the last time at or before a day. */
  private static OptionalDouble atDay(
      SortedMap<Quantity, OptionalDouble> numbers, String name, double day) {
    return numbers.entrySet().stream()
        .filter(e -> e.getKey().question().equals("survival") && e.getKey().name().equals(name))
        .filter(e -> e.getKey().key().matches("[0-9]+"))
        .filter(e -> Double.parseDouble(e.getKey().key()) <= day)
        .max(java.util.Comparator.comparingDouble(e -> Double.parseDouble(e.getKey().key())))
        .map(Map.Entry::getValue)
        .orElse(OptionalDouble.of(1));
  }

  private void toxicity(
      SortedMap<Quantity, OptionalDouble> ours, RReference reference, JsonNode result) {
    TreeSet<String> terms = new TreeSet<>();
    ours.keySet().stream()
        .filter(quantity -> quantity.question().equals("toxicity-any"))
        .forEach(quantity -> terms.add(quantity.key()));
    for (String term : terms) {
      JsonNode shown = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
      for (JsonNode each : result.path("terms")) {
        if (each.path("term").asText().equals(term)) {
          shown = each;
        }
      }
      String name = CtcaeTerms.standard().coded(term).map(CtcaeTerm::term).orElse(term);
      proportion(name + ", any grade", "toxicity-any", term, ours, reference, shown.path("any"));
      proportion(
          name + ", grade ≥ 3", "toxicity-severe", term, ours, reference, shown.path("grade3Plus"));
    }
  }

  private void proportion(
      String title,
      String question,
      String key,
      Map<Quantity, OptionalDouble> ours,
      RReference reference,
      JsonNode shown) {
    boolean published = shown.path("value").isNumber();
    row(
        title,
        proportion(reference.numbers(), question, key),
        proportion(ours, question, key),
        published ? percent(shown, "value") : WITHHELD,
        published ? percent(shown, "lower") + " – " + percent(shown, "upper") : "");
  }

  private static String proportion(
      Map<Quantity, OptionalDouble> numbers, String question, String key) {
    return exact(numbers.get(new Quantity(question, key, "rate")))
        + interval(
            numbers.get(new Quantity(question, key, "lower")),
            numbers.get(new Quantity(question, key, "upper")));
  }

  private static String amounts(Map<Quantity, OptionalDouble> numbers) {
    return exact(numbers.get(new Quantity("cost", "all", "mean")))
        + interval(
            numbers.get(new Quantity("cost", "all", "lower")),
            numbers.get(new Quantity("cost", "all", "upper")));
  }

  private static String exact(OptionalDouble value) {
    if (value.isEmpty()) {
      return "not reached";
    }
    double number = value.getAsDouble();
    return Math.abs(number) >= 10
        ? String.format(Locale.ROOT, "%.6f", number)
        : String.format(Locale.ROOT, "%.12f", number);
  }

  private static String interval(OptionalDouble lower, OptionalDouble upper) {
    return " (" + exact(lower) + " – " + exact(upper) + ")";
  }

  private static String percent(JsonNode node, String name) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * number(node, name));
  }

  private void row(String... cells) {
    line("| %s |", String.join(" | ", cells));
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  void writeTo(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
