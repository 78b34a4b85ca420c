package org.therafed.evidence.cox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.ModelResult;

/**
 * A Cox fit that converged.
 *
 * @param terms the terms estimated, in the model's order
 * @param notEstimable terms without a number, with the reason: constant, or collinear with those
 *     before them; the others are estimated without them
 * @param covariance of the coefficients in the order of the terms, robust where the model asked
 * @param logLikelihoodNull at coefficients 0
 * @param logLikelihood at the estimates
 * @param likelihoodRatio test of all coefficients
 * @param score test of all coefficients at 0
 * @param wald test of all coefficients, with the robust variance where the model asked; empty if
 *     that is singular, as with fewer clusters than terms
 * @param robustScore the score test with the clusters' own variance; from rows only
 * @param proportionalHazards a test by transform
 * @param baseline cumulative hazards of a row with all covariates and the offset 0, by stratum;
 *     from rows only, empty if beyond doubles
 * @param concordance from rows only
 * @param smallestLevel fewest persons at any level of a covariate that has levels; a cluster counts
 *     as one person
 * @param basis rows, events, sites; warnings
 */
public record CoxResult(
    List<CoxTerm> terms,
    Map<String, String> notEstimable,
    List<List<Double>> covariance,
    double logLikelihoodNull,
    double logLikelihood,
    ChiSquare likelihoodRatio,
    ChiSquare score,
    Optional<ChiSquare> wald,
    Optional<ChiSquare> robustScore,
    List<ProportionalHazards> proportionalHazards,
    SortedMap<String, BaselineHazard> baseline,
    Optional<Concordance> concordance,
    OptionalLong smallestLevel,
    Basis basis)
    implements ModelResult {

  public CoxResult {
    terms = List.copyOf(terms);
    notEstimable = java.util.Collections.unmodifiableMap(new TreeMap<>(notEstimable));
    covariance = covariance.stream().map(List::copyOf).toList();
    proportionalHazards = List.copyOf(proportionalHazards);
    baseline = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(baseline));
  }

  /** A term by name; empty if it is not estimable. */
  public Optional<CoxTerm> term(String name) {
    return terms.stream().filter(t -> t.name().equals(name)).findFirst();
  }

  /** The test against one transform; empty if the model did not ask for it. */
  public Optional<ProportionalHazards> proportionalHazards(CoxModel.Transform transform) {
    return proportionalHazards.stream().filter(t -> t.transform() == transform).findFirst();
  }

  @Override
  public int parameters() {
    return terms.size();
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (CoxTerm term : terms) {
      all.add(
          Estimate.of("hazard-ratio", term.hazardRatio(), "1")
              .within(term.lower(), term.upper(), term.interval().level())
              .at("term", term.name()));
      all.add(Estimate.of("p-value", term.pValue(), "1").at("term", term.name()));
    }
    notEstimable
        .keySet()
        .forEach(
            name ->
                all.add(Estimate.of("hazard-ratio", OptionalDouble.empty(), "1").at("term", name)));
    all.add(Estimate.of("p-value", likelihoodRatio.pValue(), "1").at("test", "likelihood-ratio"));
    for (ProportionalHazards test : proportionalHazards) {
      test.global()
          .ifPresent(
              global ->
                  all.add(
                      Estimate.of("p-value", global.pValue(), "1")
                          .at("test", "proportional-hazards")
                          .at(
                              "transform",
                              test.transform().name().toLowerCase(java.util.Locale.ROOT))));
    }
    concordance.ifPresent(c -> all.add(Estimate.of("concordance", c.value(), "1")));
    return all;
  }
}
