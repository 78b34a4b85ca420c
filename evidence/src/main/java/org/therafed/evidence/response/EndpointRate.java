package org.therafed.evidence.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Share of persons who reach a declared {@link Endpoint}, with the exact Clopper–Pearson and the
 * Wilson score interval: objective response, disease control, PSA50, complete response, transfusion
 * independence, HbA1c or eGFR target, and composites of them.
 *
 * <p>Assumes independent persons. Not estimable if the endpoint leaves out the not evaluable and
 * nobody could be evaluated.
 *
 * @param level confidence level of both intervals
 * @param endpoint what counts
 */
public record EndpointRate(double level, Endpoint endpoint)
    implements Estimator<AssessmentRow, EndpointPartial, EndpointResult> {

  public EndpointRate {
    Levels.check(level);
    Objects.requireNonNull(endpoint, "endpoint");
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        endpoint.name() + ": proportion, Clopper–Pearson and Wilson intervals",
        "Clopper & Pearson 1934, Biometrika 26:404; Wilson 1927, J Am Stat Assoc 22:209");
  }

  @Override
  public EndpointPartial empty() {
    return new EndpointPartial(endpoint.toString(), new TreeMap<>());
  }

  @Override
  public Accumulator<AssessmentRow, EndpointPartial> accumulator() {
    return new Tally();
  }

  @Override
  public Finding<EndpointResult> finish(EndpointPartial partial) {
    EndpointPartial.Counts all = empty().merge(partial).pooled();
    if (all.n() == 0) {
      return new NoData<>(method());
    }
    boolean leftOut = endpoint.notEvaluable() == Endpoint.NotEvaluable.LEFT_OUT;
    long denominator = leftOut ? all.evaluable() : all.n();
    if (denominator == 0) {
      return new NotEstimable<>(method(), "Nobody could be evaluated.");
    }
    long responders = all.responders();
    List<String> warnings = new ArrayList<>();
    if (Math.min(responders, denominator - responders) < 5) {
      warnings.add("Fewer than 5 responders or non-responders: use the exact interval.");
    }
    if (all.n() - all.evaluable() > 0.1 * all.n()) {
      warnings.add(
          leftOut
              ? "More than 10 % could not be evaluated and are left out: the rate may be biased."
              : "More than 10 % could not be evaluated and count as non-responders.");
    }
    int sites = (int) partial.bySite().values().stream().filter(c -> c.n() > 0).count();
    return new Estimated<>(
        new EndpointResult(
            new Basis(
                all.n(), responders, sites, "persons; proportion", method(), List.of(), warnings),
            endpoint,
            all.evaluable(),
            denominator,
            responders,
            (double) responders / denominator,
            Proportion.clopperPearson(responders, denominator, level),
            Proportion.wilson(responders, denominator, level)));
  }

  private final class Tally implements Accumulator<AssessmentRow, EndpointPartial> {
    private final Map<String, long[]> counts = new TreeMap<>();

    @Override
    public void add(AssessmentRow row) {
      Answer answer = endpoint.answer(row);
      long[] site = counts.computeIfAbsent(row.site(), s -> new long[3]);
      site[0]++;
      site[1] += answer == Answer.UNKNOWN ? 0 : 1;
      site[2] += answer == Answer.YES ? 1 : 0;
    }

    @Override
    public EndpointPartial partial() {
      TreeMap<String, EndpointPartial.Counts> bySite = new TreeMap<>();
      counts.forEach((s, c) -> bySite.put(s, new EndpointPartial.Counts(c[0], c[1], c[2])));
      return new EndpointPartial(endpoint.toString(), bySite);
    }
  }
}
