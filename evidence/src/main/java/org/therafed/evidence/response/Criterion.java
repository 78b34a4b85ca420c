package org.therafed.evidence.response;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * What has to hold for a response, as data: a category, a target, a fall from baseline, or several
 * of these together. Objective response is a {@link Category}; PSA50 a {@link Fall} of 0.5; HbA1c
 * and eGFR targets and transfusion-free days are a {@link Target}.
 */
public sealed interface Criterion {

  /** The answer from one person's row, looked at as the endpoint says. */
  Answer answer(AssessmentRow row, Endpoint endpoint);

  /**
   * One of the counting categories.
   *
   * @param variable what was categorised
   * @param counting categories that are a response, such as CR and PR
   * @param notEvaluable categories that tell nothing, such as NE
   * @param others every further category that may occur, such as SD and PD; any other is a fault
   */
  record Category(
      String variable,
      SortedSet<String> counting,
      SortedSet<String> notEvaluable,
      SortedSet<String> others)
      implements Criterion {
    public Category {
      counting = sorted(counting);
      notEvaluable = sorted(notEvaluable);
      others = sorted(others);
      if (counting.isEmpty()
          || !Collections.disjoint(counting, notEvaluable)
          || !Collections.disjoint(counting, others)
          || !Collections.disjoint(others, notEvaluable)) {
        throw EvidenceCode.ENDPOINT_IMPOSSIBLE.with("no counting category, or one in two sets");
      }
    }

    /** From sets in any order. */
    public static Category of(
        String variable, Set<String> counting, Set<String> notEvaluable, Set<String> others) {
      return new Category(
          variable, new TreeSet<>(counting), new TreeSet<>(notEvaluable), new TreeSet<>(others));
    }

    private static SortedSet<String> sorted(Set<String> set) {
      return Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }

    @Override
    public Answer answer(AssessmentRow row, Endpoint endpoint) {
      List<Endpoint.Dated> dated = new ArrayList<>();
      for (Observation each : endpoint.within(row, variable)) {
        if (counting.contains(each.category()) || others.contains(each.category())) {
          dated.add(new Endpoint.Dated(each.day(), counting.contains(each.category())));
        } else if (!notEvaluable.contains(each.category())) {
          throw EvidenceCode.CATEGORY_UNKNOWN.with("that is not declared");
        }
      }
      return endpoint.choose(dated);
    }
  }

  /**
   * A number at least, or at most, a threshold, equality included.
   *
   * @param variable what was measured
   * @param atLeast whether to be at least the threshold, else at most
   * @param threshold in the variable's unit
   */
  record Target(String variable, boolean atLeast, double threshold) implements Criterion {
    public Target {
      if (!Double.isFinite(threshold)) {
        throw EvidenceCode.ENDPOINT_IMPOSSIBLE.with("a threshold of " + threshold);
      }
    }

    @Override
    public Answer answer(AssessmentRow row, Endpoint endpoint) {
      List<Endpoint.Dated> dated = new ArrayList<>();
      for (Observation each : endpoint.within(row, variable)) {
        double value = number(each);
        dated.add(
            new Endpoint.Dated(each.day(), atLeast ? value >= threshold : value <= threshold));
      }
      return endpoint.choose(dated);
    }
  }

  /**
   * A fall from baseline by a share of it or more: value ≤ baseline · (1 − share). Not evaluable
   * without a baseline above 0.
   *
   * @param variable what was measured
   * @param share 0.5 for a fall by half; above 0, at most 1
   */
  record Fall(String variable, double share) implements Criterion {
    public Fall {
      if (!(share > 0 && share <= 1)) {
        throw EvidenceCode.ENDPOINT_IMPOSSIBLE.with("a fall by the share " + share);
      }
    }

    @Override
    public Answer answer(AssessmentRow row, Endpoint endpoint) {
      Double baseline = row.baseline().get(variable);
      if (baseline == null || baseline <= 0) {
        return Answer.UNKNOWN;
      }
      List<Endpoint.Dated> dated = new ArrayList<>();
      for (Observation each : endpoint.within(row, variable)) {
        dated.add(new Endpoint.Dated(each.day(), number(each) <= baseline * (1 - share)));
      }
      return endpoint.choose(dated);
    }
  }

  /** All of the parts. One that failed decides; else one that is not evaluable does. */
  record AllOf(List<Criterion> parts) implements Criterion {
    public AllOf {
      parts = someOf(parts);
    }

    @Override
    public Answer answer(AssessmentRow row, Endpoint endpoint) {
      Answer all = Answer.YES;
      for (Criterion part : parts) {
        Answer one = part.answer(row, endpoint);
        if (one == Answer.NO || (one == Answer.UNKNOWN && all == Answer.YES)) {
          all = one;
        }
      }
      return all;
    }
  }

  /** One of the parts. One that held decides; else one that is not evaluable does. */
  record AnyOf(List<Criterion> parts) implements Criterion {
    public AnyOf {
      parts = someOf(parts);
    }

    @Override
    public Answer answer(AssessmentRow row, Endpoint endpoint) {
      Answer any = Answer.NO;
      for (Criterion part : parts) {
        Answer one = part.answer(row, endpoint);
        if (one == Answer.YES || (one == Answer.UNKNOWN && any == Answer.NO)) {
          any = one;
        }
      }
      return any;
    }
  }

  private static List<Criterion> someOf(List<Criterion> parts) {
    if (parts.isEmpty()) {
      throw EvidenceCode.ENDPOINT_IMPOSSIBLE.with("no criterion");
    }
    return List.copyOf(parts);
  }

  private static double number(Observation observation) {
    if (observation.value().isEmpty()) {
      throw EvidenceCode.OBSERVATION_IMPOSSIBLE.with("a category where a number is declared");
    }
    return observation.value().getAsDouble();
  }
}
