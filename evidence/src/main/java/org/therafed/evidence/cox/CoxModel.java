package org.therafed.evidence.cox;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;

/**
 * What is fitted: declared before the first row is read.
 *
 * @param terms names of the covariates in the order of {@link CoxRow#covariates}; distinct
 * @param ties how tied events are treated
 * @param siteStrata whether every site has baseline hazards of its own, within the rows' strata
 * @param variance which variance stands behind z, limits and the Wald test
 * @param level confidence level
 * @param transforms times against which proportional hazards are tested
 */
public record CoxModel(
    List<String> terms,
    Ties ties,
    boolean siteStrata,
    Variance variance,
    double level,
    Set<Transform> transforms) {

  /** Which variance stands behind z, limits and the Wald test. */
  public enum Variance {
    /** The inverse of the information. */
    MODEL,
    /**
     * Lin and Wei 1989, J Am Stat Assoc 84:1074: the sandwich of score residuals, summed by the
     * rows' cluster (a row without one stands for itself); no small-sample factor.
     */
    ROBUST,
    /** The same with every site as one cluster. */
    ROBUST_BY_SITE
  }

  /** g(t) of the proportional-hazards test of β + θ·g(t). */
  public enum Transform {
    /** g(t) = t. */
    IDENTITY,
    /** g(t) = 1 − S(t−), Kaplan–Meier of all rows pooled, unweighted; needs rows. */
    KM
  }

  public CoxModel {
    terms = List.copyOf(terms);
    Objects.requireNonNull(ties, "ties");
    Objects.requireNonNull(variance, "variance");
    Levels.check(level);
    transforms = Set.copyOf(transforms);
    if (terms.isEmpty() || new HashSet<>(terms).size() < terms.size()) {
      throw EvidenceCode.COVARIATE_DESIGN.with("no term, or one name twice");
    }
    if (ties == Ties.EXACT && (variance != Variance.MODEL || !transforms.isEmpty())) {
      throw EvidenceCode.COVARIATE_DESIGN.with(
          "exact ties beside a robust variance or a proportional-hazards test");
    }
  }

  /** Efron ties, model variance, 95 %, proportional hazards tested against time. */
  public static CoxModel of(List<String> terms) {
    return new CoxModel(terms, Ties.EFRON, false, Variance.MODEL, 0.95, Set.of(Transform.IDENTITY));
  }

  /** The same with other ties; exact ties drop the test of proportional hazards. */
  public CoxModel with(Ties newTies) {
    Set<Transform> kept = newTies == Ties.EXACT ? Set.of() : transforms;
    return new CoxModel(terms, newTies, siteStrata, variance, level, kept);
  }

  /** The same with another variance. */
  public CoxModel with(Variance newVariance) {
    return new CoxModel(terms, ties, siteStrata, newVariance, level, transforms);
  }

  /** The same with a baseline hazard per site: what can be fitted by rounds. */
  public CoxModel bySite() {
    return new CoxModel(terms, ties, true, variance, level, transforms);
  }

  /** The same at another level. */
  public CoxModel at(double newLevel) {
    return new CoxModel(terms, ties, siteStrata, variance, newLevel, transforms);
  }

  /** The same with other tests of proportional hazards. */
  public CoxModel testing(Set<Transform> newTransforms) {
    return new CoxModel(terms, ties, siteStrata, variance, level, newTransforms);
  }

  boolean robust() {
    return variance != Variance.MODEL;
  }

  /** The model's name in a {@link org.therafed.evidence.rounds.RoundRequest}. */
  String name() {
    String robust =
        switch (variance) {
          case MODEL -> "";
          case ROBUST -> "/robust";
          case ROBUST_BY_SITE -> "/robust-by-site";
        };
    return "cox/" + ties.word() + (siteStrata ? "/site-strata" : "") + robust;
  }

  Method method() {
    String source =
        switch (ties) {
          case EFRON -> "; Efron 1977, J Am Stat Assoc 72:557";
          case BRESLOW -> "; Breslow 1974, Biometrics 30:89";
          case EXACT -> "";
        };
    return new Method(
        "Cox proportional hazards, "
            + ties.word()
            + " ties"
            + (siteStrata ? ", stratified by site" : "")
            + (robust() ? ", robust variance" : ""),
        "Cox 1972, J R Stat Soc B 34:187"
            + source
            + (robust() ? "; Lin & Wei 1989, J Am Stat Assoc 84:1074" : ""));
  }
}
