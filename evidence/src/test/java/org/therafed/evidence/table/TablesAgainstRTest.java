package org.therafed.evidence.table;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.reference.LargestError;

/**
 * Tables compared with R 4.2.2, base; intervals that R has no function for by their formula there.
 */
class TablesAgainstRTest {

  private static TablePartial spread(Cells... strata) {
    // One site a stratum: merging is part of what is compared.
    TablePartial all = TablePartial.empty();
    for (int i = 0; i < strata.length; i++) {
      TreeMap<String, Cells> cells = new TreeMap<>();
      cells.put("stratum" + i, strata[i]);
      TreeMap<String, java.util.SortedMap<String, Cells>> sites = new TreeMap<>();
      sites.put("site" + i, cells);
      all = all.merge(new TablePartial(sites));
    }
    return all;
  }

  private static void limits(
      LargestError error, String what, Interval interval, double lower, double upper) {
    error.add(what + " lower", interval.lower(), lower);
    error.add(what + " upper", interval.upper(), upper);
  }

  @Test
  void twoProportionsMeetR() {
    TwoProportionsResult r =
        new TwoProportions(0.95).finish(spread(new Cells(56, 14, 48, 32))).result().orElseThrow();
    LargestError error = new LargestError();
    TestResult pearson = r.pearson().orElseThrow();
    error.add("chisq.test", pearson.chiSquare(), 7.023411371237457);
    error.add("its p", pearson.pValue(), 0.008045081368196578);
    TestResult yates = r.yates().orElseThrow();
    error.add("chisq.test, corrected", yates.chiSquare(), 6.114270410296224);
    error.add("its p", yates.pValue(), 0.013409475178668959);
    error.add("fisher.test", r.exactOdds().orElseThrow().pValue(), 0.012521129749209155);
    error.add("risk ratio", r.riskRatio().value().orElseThrow(), 4 / 3.0);
    limits(
        error,
        "Katz",
        r.riskRatio().interval().orElseThrow(),
        1.076626422763193,
        1.6512485112663868);
    error.add("odds ratio", r.oddsRatio().value().orElseThrow(), 8 / 3.0);
    limits(
        error,
        "Woolf",
        r.oddsRatio().interval().orElseThrow(),
        1.276217870536434,
        5.572019696074378);
    limits(error, "Newcombe", r.difference().newcombe(), 0.052431472402364926, 0.33387265403690586);
    error.isAtMost(2e-14);
  }

  @Test
  void stratifiedOddsMeetMantelhaenTest() {
    StratifiedOddsResult r =
        new StratifiedOdds(0.95)
            .finish(
                spread(new Cells(12, 5, 8, 15), new Cells(20, 14, 10, 16), new Cells(6, 3, 9, 12)))
            .result()
            .orElseThrow();
    LargestError error = new LargestError();
    error.add("common odds ratio", r.oddsRatio().value().orElseThrow(), 2.889763779527559);
    limits(
        error,
        "Robins–Breslow–Greenland",
        r.oddsRatio().interval().orElseThrow(),
        1.3878158001637757,
        6.017178000483877);
    error.add("test", r.test().chiSquare(), 8.120298864758848);
    error.add("its p", r.test().pValue(), 0.004377234222960121);
    error.add("corrected test", r.correctedTest().chiSquare(), 7.136981424104456);
    error.add("its p", r.correctedTest().pValue(), 0.00755101595686145);
    error.isAtMost(2e-14);
  }
}
