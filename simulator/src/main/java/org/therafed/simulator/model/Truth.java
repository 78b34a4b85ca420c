package org.therafed.simulator.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One quantity whose true value follows from the model, and where the registry's answer has it.
 *
 * @param arm the arm asked about
 * @param kind which question
 * @param item within the answer: endpoint, month, {@code median}, or CTCAE term with grade
 * @param value in {@code unit}
 */
public record Truth(Arm arm, Kind kind, Item item, double value, Unit unit) {

  /** The registry's questions. */
  public enum Kind {
    RESPONSE,
    SURVIVAL,
    TOXICITY,
    COST;

    /** The last part of the question's address. */
    public String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Units of the values. */
  public enum Unit {
    PROBABILITY,
    MONTHS,
    CURRENCY
  }

  /** A place within an answer. */
  public sealed interface Item {
    /** For people. */
    String label();
  }

  /** A response endpoint, e.g. {@code orr}. */
  public record Endpoint(String code, String label) implements Item {}

  /** Survival at a month. */
  public record Milestone(int month) implements Item {
    @Override
    public String label() {
      return "alive at month " + month;
    }
  }

  /** Median survival. */
  public record Median() implements Item {
    @Override
    public String label() {
      return "median survival";
    }
  }

  /** Incidence of a term with at least a grade. */
  public record Incidence(String term, int atLeastGrade) implements Item {
    /** Stands for the worst grade over all terms. */
    public static final String ANY = "any";

    @Override
    public String label() {
      return (term.equals(ANY) ? "Any event" : term)
          + (atLeastGrade == 1 ? ", any grade" : ", grade ≥ " + atLeastGrade);
    }
  }

  /** Mean cost of a course. */
  public record CourseCost() implements Item {
    @Override
    public String label() {
      return "mean cost of a course";
    }
  }

  /** The months at which survival is asked for. */
  public static final List<Integer> MONTHS = List.of(6, 12, 18, 24);

  /** Every quantity that the registry can be asked for, by arm and question. */
  public static List<Truth> all() {
    List<Truth> truths = new ArrayList<>();
    for (Arm arm : Arm.values()) {
      ArmModel model = FederationModel.of(arm);
      if (arm != Arm.UNTREATED) {
        probability(
            truths, arm, Kind.RESPONSE, new Endpoint("orr", "ORR"), model.objectiveResponse());
        probability(truths, arm, Kind.RESPONSE, new Endpoint("psa50", "PSA50"), model.psa50());
      }
      for (int month : MONTHS) {
        double alive = model.survival().survival(month * FederationModel.MONTH_DAYS);
        probability(truths, arm, Kind.SURVIVAL, new Milestone(month), alive);
      }
      double median = model.survival().medianDays() / FederationModel.MONTH_DAYS;
      truths.add(new Truth(arm, Kind.SURVIVAL, new Median(), median, Unit.MONTHS));
      model.toxicity().stream()
          .sorted(Comparator.comparing((TermRisk t) -> t.atLeast(1)).reversed())
          .forEach(
              term -> {
                incidence(truths, arm, term, 1);
                incidence(truths, arm, term, 3);
              });
      if (!model.toxicity().isEmpty()) {
        for (int grade : new int[] {1, 3}) {
          Incidence any = new Incidence(Incidence.ANY, grade);
          probability(truths, arm, Kind.TOXICITY, any, model.anyEvent(grade));
        }
      }
      if (!model.costs().isEmpty()) {
        truths.add(
            new Truth(arm, Kind.COST, new CourseCost(), model.expectedCost(), Unit.CURRENCY));
      }
    }
    return List.copyOf(truths);
  }

  private static void incidence(List<Truth> truths, Arm arm, TermRisk risk, int grade) {
    if (risk.atLeast(grade) > 0) {
      probability(
          truths, arm, Kind.TOXICITY, new Incidence(risk.term(), grade), risk.atLeast(grade));
    }
  }

  private static void probability(List<Truth> truths, Arm arm, Kind kind, Item item, double value) {
    truths.add(new Truth(arm, kind, item, value, Unit.PROBABILITY));
  }
}
