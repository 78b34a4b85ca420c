package org.therafed.evidence.cox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * Score test of β + θ·g(t) against θ = 0, of any terms together: Grambsch and Therneau 1994,
 * Biometrika 81:515. Model-based also where the fit's variance is robust.
 *
 * @param transform g
 * @param terms the terms estimated
 * @param score of θ, by term
 * @param variance of the score given β, by row
 */
public record ProportionalHazards(
    CoxModel.Transform transform,
    List<String> terms,
    List<Double> score,
    List<List<Double>> variance) {
  public ProportionalHazards {
    terms = List.copyOf(terms);
    score = List.copyOf(score);
    variance = variance.stream().map(List::copyOf).toList();
  }

  /** Of all terms together; empty if the events cannot tell (one event time, say). */
  public Optional<ChiSquare> global() {
    return test(terms);
  }

  /**
   * Of some terms together, such as the indicators of one factor; empty if the events cannot tell.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-COVARIATE-002} for a term not
   *     estimated
   */
  public Optional<ChiSquare> test(List<String> some) {
    List<Integer> places = new ArrayList<>();
    for (String term : some) {
      int place = terms.indexOf(term);
      if (place < 0) {
        throw EvidenceCode.COVARIATE_DESIGN.with("a term that was not estimated");
      }
      places.add(place);
    }
    int size = places.size();
    double[] u = new double[size];
    double[][] v = new double[size][size];
    boolean[] all = new boolean[size];
    for (int j = 0; j < size; j++) {
      u[j] = score.get(places.get(j));
      all[j] = true;
      for (int k = 0; k < size; k++) {
        v[j][k] = variance.get(places.get(j)).get(places.get(k));
      }
    }
    return Symmetric.inverse(v, all)
        .map(inverse -> new ChiSquare(Symmetric.dot(u, Symmetric.times(inverse, u)), size));
  }

  static ProportionalHazards of(
      CoxModel.Transform transform,
      List<String> names,
      boolean[] kept,
      double[] score,
      double[][] cross,
      double[][] information,
      double[][] covariance) {
    double[][] taken = Symmetric.times(Symmetric.times(cross, covariance), cross);
    List<String> terms = new ArrayList<>();
    List<Double> u = new ArrayList<>();
    List<List<Double>> v = new ArrayList<>();
    for (int j = 0; j < kept.length; j++) {
      if (kept[j]) {
        terms.add(names.get(j));
        u.add(score[j]);
        List<Double> row = new ArrayList<>();
        for (int k = 0; k < kept.length; k++) {
          if (kept[k]) {
            // What is left below rounding of what was taken off is nothing: one event time only.
            double left = information[j][k] - taken[j][k];
            row.add(j == k && left <= 1e-11 * Math.abs(information[j][k]) ? 0 : left);
          }
        }
        v.add(row);
      }
    }
    return new ProportionalHazards(transform, terms, u, v);
  }
}
