package org.therafed.evidence.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * An odds ratio common to strata, on unrounded data.
 *
 * @param basis n, events, sites, method, warnings
 * @param strata strata that were used
 * @param total all strata together
 * @param oddsRatio Mantel–Haenszel estimate with the interval of Robins, Breslow and Greenland
 * @param test Cochran–Mantel–Haenszel test without continuity correction
 * @param correctedTest the same with continuity correction
 * @param homogeneity Breslow–Day test with Tarone's adjustment; empty with one informative stratum
 */
public record StratifiedOddsResult(
    Basis basis,
    int strata,
    Cells total,
    RatioEstimate oddsRatio,
    TestResult test,
    TestResult correctedTest,
    Optional<TestResult> homogeneity)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(oddsRatio.estimate("common odds ratio"));
    all.add(Estimate.of("p-value", test.pValue(), "1").at("test", "Cochran–Mantel–Haenszel"));
    all.add(
        Estimate.of("p-value", correctedTest.pValue(), "1")
            .at("test", "Cochran–Mantel–Haenszel, corrected"));
    homogeneity.ifPresent(
        t -> all.add(Estimate.of("p-value", t.pValue(), "1").at("test", "Breslow–Day")));
    return all;
  }
}
