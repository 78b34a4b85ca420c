package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.competing.FineGrayFit;
import org.therafed.evidence.competing.FineGraySource;
import org.therafed.evidence.competing.FineGrayWeights;
import org.therafed.evidence.competing.SubdistributionRow;
import org.therafed.evidence.competing.SubdistributionRow.Status;
import org.therafed.evidence.cox.Cox;
import org.therafed.evidence.cox.CoxFit;
import org.therafed.evidence.cox.CoxModel;
import org.therafed.evidence.cox.CoxRow;
import org.therafed.evidence.cox.CoxRowsBuilder;
import org.therafed.evidence.cox.CoxSource;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.logistic.LogisticRows;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.ModelResult;
import org.therafed.evidence.rounds.RoundsDriver;

/** Models as the library fits them, over three sites, at the door. */
class FittedModelDoorTest {
  private static final int N = 301;
  private static final List<String> SITES = List.of("s0", "s1", "s2");
  private static final List<Status> ENDS = List.of(Status.CENSORED, Status.EVENT, Status.COMPETING);

  /** Whether the i-th person is treated; as many are. */
  private static boolean treated(int i, int treated) {
    return i * treated / N < (i + 1) * treated / N;
  }

  private static Finding<? extends ModelResult> cox(int treated) {
    SplittableRandom random = new SplittableRandom(4);
    CoxModel model = CoxModel.of(List.of("arm")).bySite();
    List<CoxSource> sources = new ArrayList<>();
    for (String site : SITES) {
      CoxRowsBuilder rows = new CoxRowsBuilder(1);
      for (int i = SITES.indexOf(site); i < N; i += 3) {
        rows.add(
            CoxRow.of(
                site,
                1 + random.nextInt(900),
                random.nextInt(2) == 0,
                treated(i, treated) ? 1 : 0));
      }
      sources.add(new CoxSource(rows.partial(), model));
    }
    return RoundsDriver.run(new CoxFit(model), sources);
  }

  private static Finding<? extends ModelResult> fineGray(int treated) {
    SplittableRandom random = new SplittableRandom(5);
    List<String> terms = List.of("arm");
    List<FineGraySource> sources = new ArrayList<>();
    for (String site : SITES) {
      List<SubdistributionRow> rows = new ArrayList<>();
      for (int i = SITES.indexOf(site); i < N; i += 3) {
        rows.add(
            new SubdistributionRow(
                site,
                site,
                1 + random.nextInt(900),
                ENDS.get(random.nextInt(3)),
                treated(i, treated) ? 1 : 0));
      }
      sources.add(new FineGraySource(FineGrayWeights.DEATHS_FIRST, terms, rows));
    }
    return RoundsDriver.run(new FineGrayFit(0.95, FineGrayWeights.DEATHS_FIRST, terms), sources);
  }

  private static Finding<? extends ModelResult> logistic(int treated, boolean bySite) {
    SplittableRandom random = new SplittableRandom(6);
    List<Covariate> covariates = new ArrayList<>();
    covariates.add(Covariate.factor("arm", List.of("no", "yes"), "no"));
    if (bySite) {
      covariates.add(Covariate.site(SITES, "s0"));
    }
    LogisticModel model = new LogisticModel(new Design(covariates), SITES, 0.95);
    List<LogisticRows> sources = IntStream.range(0, 3).mapToObj(s -> model.rows()).toList();
    for (int i = 0; i < N; i++) {
      sources
          .get(i % 3)
          .add(
              SITES.get(i % 3), new double[] {treated(i, treated) ? 1 : 0}, random.nextInt(2) == 0);
    }
    return model.over(sources);
  }

  private static OptionalLong smallest(Finding<? extends ModelResult> finding) {
    return finding.result().orElseThrow().smallestLevel();
  }

  @Test
  void everyFitCountsItsSmallestLevelOverAllSites() {
    assertThat(smallest(cox(10))).hasValue(10);
    assertThat(smallest(fineGray(10))).hasValue(10);
    assertThat(smallest(logistic(10, false))).hasValue(10);
    assertThat(smallest(logistic(290, false))).hasValue(11);
  }

  @Test
  void modelWithASmallLevelIsWithheldAndOneWithoutIsReleased() {
    for (int treated : new int[] {10, 291}) {
      assertThat(Released.of(cox(treated))).isInstanceOf(NotReleased.class);
      assertThat(Released.of(fineGray(treated))).isInstanceOf(NotReleased.class);
      assertThat(Released.of(logistic(treated, false))).isInstanceOf(NotReleased.class);
    }
    assertThat(Released.of(cox(60))).isInstanceOf(DisclosedModel.class);
    assertThat(Released.of(fineGray(60))).isInstanceOf(DisclosedModel.class);
    assertThat(Released.of(logistic(60, false))).isInstanceOf(DisclosedModel.class);
  }

  /** Each row is its own cluster: a number of clusters is the number of persons. */
  private static DisclosedModel robust(int n) {
    SplittableRandom random = new SplittableRandom(7);
    Cox cox = new Cox(CoxModel.of(List.of("arm", "x")).with(CoxModel.Variance.ROBUST));
    List<CoxRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(
          CoxRow.of(
              SITES.get(i % 3), 1 + random.nextInt(900), i % 4 > 0, i % 2, random.nextDouble()));
    }
    return (DisclosedModel) Released.of(cox.finish(cox.partialOf(rows)));
  }

  @Test
  void warningsTellNoNumberOfPersons() {
    for (int n = 48; n <= 52; n++) {
      assertThat(robust(n).warnings())
          .contains("robust variance from fewer than 80 clusters: it is likely too small")
          .noneMatch(w -> w.matches(".*\\b(4[89]|5[0-2]|3[6-9])\\b.*"));
    }
  }

  @Test
  void termsOfSitesAreNotShown() {
    DisclosedModel shown = (DisclosedModel) Released.of(logistic(60, true));
    assertThat(shown.effects()).extracting(e -> e.of().get("term")).containsExactly("arm=yes");
  }
}
