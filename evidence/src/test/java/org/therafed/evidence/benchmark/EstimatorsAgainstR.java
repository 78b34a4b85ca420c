package org.therafed.evidence.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every estimator from rows to numbers at growing sizes, and by turns with R where R has it; prints
 * the table of {@code docs/benchmarks.md}. Arguments: families, all without any. Run by {@code
 * evidence/src/benchmark/against-r.sh}.
 */
public final class EstimatorsAgainstR {
  private EstimatorsAgainstR() {}

  static List<Question> questions() {
    return Stream.of(
            ProportionQuestions.all(),
            ToxicityQuestions.all(),
            SurvivalQuestions.all(),
            CurveQuestions.all(),
            CoxQuestions.all(),
            CompetingQuestions.all(),
            RecurrentQuestions.all(),
            LongitudinalQuestions.all(),
            DoseQuestions.all(),
            CostQuestions.all(),
            CensoredCostQuestions.all(),
            ComparisonQuestions.all(),
            PoolingQuestions.all(),
            AccessQuestions.all())
        .flatMap(family -> family)
        .toList();
  }

  public static void main(String[] arguments) throws IOException {
    Set<String> families = Set.of(arguments);
    List<Question> asked =
        questions().stream()
            .filter(q -> families.isEmpty() || families.contains(q.family()))
            .toList();
    if (asked.isEmpty()) {
      throw new IllegalArgumentException(
          "no such family; there are "
              + questions().stream()
                  .map(Question::family)
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    List<String> disagreements = new ArrayList<>();
    long begin = System.nanoTime();
    try (RSession r = new RSession()) {
      System.out.println(
          "| what | rows | here, alone | per tenfold | both at | here, in turns | R, in turns"
              + " | ratio | largest difference |");
      System.out.println("|---|---|---|---|---|---|---|---|---|");
      for (Question question : asked) {
        try {
          System.out.println(line(question, r));
        } catch (IllegalStateException disagreement) {
          disagreements.add(disagreement.getMessage());
        }
      }
    }
    System.out.printf(Locale.ROOT, "%nTook %d s.%n", (System.nanoTime() - begin) / 1_000_000_000);
    if (!disagreements.isEmpty()) {
      throw new IllegalStateException(String.join("\n", disagreements));
    }
  }

  private static String line(Question question, RSession r) throws IOException {
    List<String> sizes = new ArrayList<>();
    List<String> times = new ArrayList<>();
    List<String> growth = new ArrayList<>();
    double before = 0;
    for (int size : question.sizes()) {
      double seconds = alone(question, size);
      sizes.add(count(size));
      times.add(Spread.text(seconds));
      if (before > 0) {
        growth.add(String.format(Locale.ROOT, "%.1f", seconds / before));
      }
      before = seconds;
    }
    Optional<Turns.Outcome> turns =
        question.peer().isEmpty()
            ? Optional.empty()
            : Optional.of(Turns.take(question, r, Integer.MAX_VALUE));
    return "| "
        + String.join(
            " | ",
            question.toString(),
            String.join(", ", sizes),
            String.join(", ", times),
            growth.isEmpty() ? "–" : String.join(", ", growth),
            turns.map(t -> count(t.rows())).orElse("–"),
            turns.map(t -> t.here().text()).orElse("–"),
            turns.map(t -> t.there().text()).orElse("–"),
            turns.map(t -> ratio(t.ratio())).orElse("–"),
            turns.map(t -> String.format(Locale.ROOT, "%.0e", t.difference())).orElse("–"))
        + " |";
  }

  /** Our median time at one size. */
  static double alone(Question question, int size) {
    Question.Sample sample = question.sample().apply(size);
    Spread.warmUp(sample.answer());
    return Spread.of(sample.answer()).median();
  }

  private static String count(int rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 9.95 ? "%.1f×" : "%.0f×", ratio);
  }
}
