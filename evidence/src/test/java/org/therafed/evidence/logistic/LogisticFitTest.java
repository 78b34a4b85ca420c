package org.therafed.evidence.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/** Known fits (values of R, iterated until nothing moves) and everything that has no fit. */
class LogisticFitTest {
  private static final double[] X1 = {
    1.2, 0.5, 2.3, 3.1, 0.4, 1.9, 2.8, 0.7, 1.1, 3.5, 2.2, 0.9, 1.6, 2.7, 3.3, 0.2, 1.4, 2.1, 0.8,
    2.9
  };
  private static final int[] X2 = {0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1};
  private static final int[] Z = {0, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1};
  private static final double[] W = {
    1, 2, 1, .5, 1, 1, 3, 1, 1, .25, 1, 1, 2, 1, 1, 1, 1.5, 1, 1, 1
  };
  private static final Design TWO =
      new Design(List.of(Covariate.numeric("x1"), Covariate.numeric("x2")));
  static final Design ONE = new Design(List.of(Covariate.numeric("x")));

  static LogisticModel model(Design design, boolean robust) {
    return new LogisticModel(design, List.of("north", "south"), 0.95, robust, 60);
  }

  @Test
  void fitIsThatOfGlmInBothVariances() {
    LogisticModel model = model(TWO, true);
    LogisticRows north = model.rows();
    LogisticRows south = model.rows();
    for (int i = 0; i < 20; i++) {
      (i % 3 == 0 ? north : south)
          .add(i % 3 == 0 ? "north" : "south", new double[] {X1[i], X2[i]}, Z[i] == 1);
    }
    LogisticResult result = model.over(List.of(north, south)).result().orElseThrow();
    double[] coefficients = {-2.96866866644413, 1.27720522112903, 1.37453307663729};
    double[] stdErrs = {1.404865174484351, 0.6305244085174165, 1.134863471322404};
    double[] robust = {1.31370696830832, 0.5864990113951065, 1.14890077148328};
    for (int j = 0; j < 3; j++) {
      LogisticTerm term = result.terms().get(j);
      assertThat(term.coefficient()).isEqualTo(coefficients[j], within(1e-11));
      assertThat(term.modelStdErr()).isEqualTo(stdErrs[j], within(1e-11));
      assertThat(term.stdErr()).isEqualTo(robust[j], within(1e-11));
      assertThat(Math.sqrt(result.covariance().get(j).get(j))).isEqualTo(stdErrs[j], within(1e-11));
    }
    assertThat(result.deviance()).isEqualTo(19.2049143701991, within(1e-11));
    assertThat(result.devianceNull()).isEqualTo(27.7258872223978, within(1e-11));
    assertThat(result.aic()).isEqualTo(25.2049143701991, within(1e-11));
    assertThat(result.score().chiSquared()).isEqualTo(7.40499354283254, within(1e-11));
    assertThat(result.likelihoodRatio().chiSquared()).isEqualTo(8.5209728521987, within(1e-11));
    assertThat(result.n()).isEqualTo(20);
    assertThat(result.events()).isEqualTo(10);
    assertThat(result.sites()).isEqualTo(2);
    assertThat(result.warnings()).hasSize(1).first().asString().contains("Fewer than 10 events");
  }

  @Test
  void waldTestAndStandardErrorsAreModelBasedUnlessRobustIsAskedFor() {
    LogisticModel model = model(TWO, false);
    LogisticRows rows = model.rows();
    for (int i = 0; i < 20; i++) {
      rows.add("north", new double[] {X1[i], X2[i]}, Z[i] == 1);
    }
    LogisticResult result = model.over(List.of(rows)).result().orElseThrow();
    assertThat(result.wald().chiSquared()).isEqualTo(5.476564788258131, within(1e-11));
    assertThat(result.terms().get(1).pValue()).isEqualTo(0.04280335513677078, within(1e-12));
    assertThat(result.sites()).isEqualTo(1);
  }

  @Test
  void weightsAndOffsetAreThoseOfGlm() {
    LogisticModel model = model(TWO, true);
    LogisticRows rows = model.rows();
    for (int i = 0; i < 20; i++) {
      rows.add("north", new double[] {X1[i], X2[i]}, Z[i] == 1, W[i], i % 2 == 0 ? .1 : -.2);
    }
    LogisticResult result = model.over(List.of(rows)).result().orElseThrow();
    double[] coefficients = {-2.49586792431665, 0.637466609798206, 2.05308520451352};
    double[] robust = {1.291363903560516, 0.5890748438170583, 1.165834640648085};
    for (int j = 0; j < 3; j++) {
      assertThat(result.terms().get(j).coefficient()).isEqualTo(coefficients[j], within(1e-11));
      assertThat(result.terms().get(j).stdErr()).isEqualTo(robust[j], within(1e-11));
    }
    assertThat(result.deviance()).isEqualTo(26.0880049705932, within(1e-11));
    assertThat(result.devianceNull()).isEqualTo(32.7442385437313, within(1e-11));
  }

  @Test
  void twoByTwoTableIsTheCrossProduct() {
    LogisticResult result = table(12, 5, 6, 9).result().orElseThrow();
    assertThat(result.terms().get(1).coefficient())
        .isEqualTo(Math.log(12.0 * 9 / (5 * 6)), within(1e-12));
    assertThat(result.terms().get(1).stdErr())
        .isEqualTo(Math.sqrt(1 / 12.0 + 1 / 5.0 + 1 / 6.0 + 1 / 9.0), within(1e-12));
  }

  /** Events and others with x = 1, then with x = 0. */
  private static Finding<LogisticResult> table(int a, int b, int c, int d) {
    LogisticModel model = model(ONE, false);
    LogisticRows rows = model.rows();
    int[] counts = {a, b, c, d};
    for (int cell = 0; cell < 4; cell++) {
      for (int i = 0; i < counts[cell]; i++) {
        rows.add("north", new double[] {cell < 2 ? 1 : 0}, cell % 2 == 0);
      }
    }
    return model.over(List.of(rows));
  }

  @Test
  void unitsOfACovariateDoNotMatter() {
    LogisticModel model = model(ONE, false);
    LogisticRows plain = model.rows();
    LogisticRows shifted = model.rows();
    for (int i = 0; i < 20; i++) {
      plain.add("north", new double[] {X1[i]}, Z[i] == 1);
      shifted.add("north", new double[] {2_000_000 + 1000 * X1[i]}, Z[i] == 1);
    }
    LogisticTerm one = model.over(List.of(plain)).result().orElseThrow().terms().get(1);
    LogisticTerm two = model.over(List.of(shifted)).result().orElseThrow().terms().get(1);
    assertThat(two.coefficient() * 1000).isEqualTo(one.coefficient(), within(1e-10));
    assertThat(two.stdErr() * 1000).isEqualTo(one.stdErr(), within(1e-10));
  }

  @Test
  void siteTermsAreIndicatorsOfTheSiteLabel() {
    Design bySite = new Design(List.of(Covariate.site(List.of("north", "south"), "north")));
    LogisticModel model = model(bySite, false);
    LogisticRows rows = model.rows();
    for (int i = 0; i < 20; i++) {
      rows.add(i < 8 ? "north" : "south", new double[0], i % 4 == 0 || i > 15);
    }
    LogisticResult result = model.over(List.of(rows)).result().orElseThrow();
    // 2 of 8 in the north; 2 + 4 of 12 in the south.
    assertThat(result.terms().get(0).coefficient()).isEqualTo(Math.log(2 / 6.0), within(1e-12));
    assertThat(result.terms().get(1).term()).isEqualTo("site=south");
    assertThat(result.terms().get(1).coefficient())
        .isEqualTo(Math.log(6 / 6.0) - Math.log(2 / 6.0), within(1e-12));
  }

  @Test
  void interceptAloneIsTheLogOdds() {
    LogisticModel model = model(new Design(List.of()), false);
    LogisticRows rows = model.rows();
    for (int i = 0; i < 10; i++) {
      rows.add("north", new double[0], i < 3);
    }
    LogisticResult result = model.over(List.of(rows)).result().orElseThrow();
    assertThat(result.coefficients())
        .containsExactly(new double[] {Math.log(3 / 7.0)}, within(1e-14));
    assertThat(result.likelihoodRatio().pValue()).isEqualTo(1);
  }

  @Test
  void noRowIsNoData() {
    LogisticModel model = model(ONE, false);
    assertThat(model.over(List.of(model.rows(), model.rows()))).isInstanceOf(NoData.class);
    assertThat(model.over(List.of())).isInstanceOf(NoData.class);
  }

  private static String reason(Finding<LogisticResult> finding) {
    assertThat(finding).isInstanceOf(NotEstimable.class);
    return ((NotEstimable<LogisticResult>) finding).reason();
  }

  @Test
  void perfectSeparationIsNamed() {
    LogisticModel model = model(TWO, false);
    LogisticRows rows = model.rows();
    for (int i = 0; i < 20; i++) {
      rows.add("north", new double[] {i, i * 7 % 5}, i >= 9);
    }
    assertThat(reason(model.over(List.of(rows)))).contains("perfect separation").contains("x1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50, 3000})
  void quasiCompleteSeparationIsNamedHoweverRareTheLevel(int rare) {
    LogisticModel model = model(TWO, false);
    LogisticRows rows = model.rows();
    for (int i = 0; i < 6000; i++) {
      rows.add("north", new double[] {i < rare ? 1 : 0, i % 7}, i < rare || i % 3 == 0);
    }
    assertThat(reason(model.over(List.of(rows)))).contains("quasi-complete").contains("x1 tell");
  }

  @Test
  void emptyCellIsSeparationAndASingleCaseInItIsNot() {
    assertThat(reason(table(7, 0, 5, 9))).contains("quasi-complete separation: x");
    assertThat(table(7, 1, 5, 9).result()).isPresent();
    assertThat(table(100_000, 1, 50_000, 50_000).result()).isPresent();
  }

  @Test
  void collinearAndConstantTermsAreNamed() {
    LogisticModel model =
        model(
            new Design(
                List.of(Covariate.numeric("a"), Covariate.numeric("b"), Covariate.numeric("c"))),
            false);
    LogisticRows collinear = model.rows();
    LogisticRows constant = model.rows();
    LogisticRows few = model.rows();
    for (int i = 0; i < 20; i++) {
      collinear.add("north", new double[] {X1[i], X2[i], 3 * X1[i] - X2[i] + 7}, Z[i] == 1);
      constant.add("north", new double[] {X1[i], 4.1, X2[i]}, Z[i] == 1);
    }
    for (int i = 0; i < 3; i++) {
      few.add("north", new double[] {X1[i], X2[i], i * i}, Z[i] == 1);
    }
    assertThat(reason(model.over(List.of(collinear))))
        .isEqualTo("the term c is collinear with a, b");
    assertThat(reason(model.over(List.of(constant)))).isEqualTo("the term b has one value only");
    assertThat(reason(model.over(List.of(few)))).contains("collinear");
  }

  @Test
  void oneKindOfOutcomeIsNamed() {
    assertThat(reason(table(0, 5, 0, 9))).isEqualTo("no row had the event");
    assertThat(reason(table(4, 0, 5, 0))).isEqualTo("every row had the event");
    assertThat(reason(table(1, 0, 0, 0))).isEqualTo("every row had the event");
  }

  @Test
  void roundsUsedUpIsNamed() {
    LogisticModel model = new LogisticModel(ONE, List.of("north"), 0.95, false, 4);
    LogisticRows rows = model.rows();
    for (int i = 0; i < 20; i++) {
      rows.add("north", new double[] {X1[i]}, Z[i] == 1);
    }
    assertThat(reason(model.over(List.of(rows)))).contains("within 4 rounds");
  }

  @Test
  void rowsOfWeightZeroAreLeftOut() {
    LogisticModel model = model(ONE, false);
    LogisticRows rows = model.rows();
    rows.add("north", new double[] {1}, true, 0, 0);
    assertThat(model.over(List.of(rows))).isInstanceOf(NoData.class);
  }
}
