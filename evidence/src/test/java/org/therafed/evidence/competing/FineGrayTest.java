package org.therafed.evidence.competing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.competing.SubdistributionRow.Status;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.RoundsDriver;

/** Fine–Gray by rounds: sites as strata, whoever holds them, and fits that have no answer. */
class FineGrayTest {
  private static final FineGrayWeights WEIGHTS = FineGrayWeights.DEATHS_FIRST;
  private static final List<String> TERMS = List.of("treated", "age");
  private static final List<Status> STATUSES =
      List.of(Status.CENSORED, Status.EVENT, Status.COMPETING);

  @Property(tries = 1000, seed = "20261121")
  void strataAtTheirSitesGiveWhatOneMachineGives(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int n) {
    List<SubdistributionRow> rows = rows(new Random(seed), n);
    FineGraySource all = new FineGraySource(WEIGHTS, TERMS, rows);
    List<FineGraySource> apart = new ArrayList<>();
    for (String site : new String[] {"c", "a", "b", "nobody"}) {
      apart.add(
          new FineGraySource(
              WEIGHTS, TERMS, rows.stream().filter(r -> r.site().equals(site)).toList()));
    }
    Finding<FineGrayResult> one = fit(all);
    Finding<FineGrayResult> other = RoundsDriver.run(new FineGrayFit(0.95, WEIGHTS, TERMS), apart);

    assertThat(other.getClass()).isEqualTo(one.getClass());
    if (one.result().isPresent()) {
      FineGrayResult a = one.result().get();
      FineGrayResult b = other.result().orElseThrow();
      assertThat(b.n()).isEqualTo(a.n());
      assertThat(b.events()).isEqualTo(a.events());
      assertThat(b.sites()).isEqualTo(a.sites());
      for (int k = 0; k < TERMS.size(); k++) {
        FineGrayTerm x = a.terms().get(k);
        FineGrayTerm y = b.terms().get(k);
        assertThat(y.coef()).isCloseTo(x.coef(), within(1e-9 * Math.max(1, Math.abs(x.coef()))));
        assertThat(y.stdErr()).isCloseTo(x.stdErr(), within(1e-9 * Math.max(1, x.stdErr())));
      }
    }
  }

  /** Risk sets {0, 1, 0}, {1, 0}, {0}: the score −e/(2+e) + 1 − e/(1+e) is 0 at e = √2. */
  @Test
  void withoutCompetingEventsItIsCoxRegression() {
    List<SubdistributionRow> rows =
        List.of(row(1, Status.EVENT, 0), row(2, Status.EVENT, 1), row(3, Status.EVENT, 0));
    FineGrayResult result =
        fit(new FineGraySource(WEIGHTS, List.of("x"), rows), List.of("x")).result().orElseThrow();
    assertThat(result.terms().get(0).coef()).isCloseTo(Math.log(2) / 2, within(1e-12));
    assertThat(result.logLikelihoodNull()).isCloseTo(-Math.log(6), within(1e-12));
    assertThat(result.estimates()).hasSize(2);
  }

  @Test
  void fitsWithoutAnAnswerSayWhy() {
    assertThat(fit(new FineGraySource(WEIGHTS, TERMS, List.of()))).isInstanceOf(NoData.class);
    reason("no event", row(1, Status.CENSORED, 0), row(2, Status.COMPETING, 1));
    reason("does not vary", row(1, Status.EVENT, 2020.3), row(2, Status.EVENT, 2020.3));
    reason("does not vary", row(1, Status.EVENT, 1));
    List<SubdistributionRow> separated = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      separated.add(row(1 + i, i % 2 == 0 ? Status.EVENT : Status.CENSORED, i % 2));
    }
    reason("grows without bound", separated.toArray(new SubdistributionRow[0]));
    Random random = new Random(5);
    List<SubdistributionRow> collinear = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double x = random.nextGaussian();
      collinear.add(new SubdistributionRow("a", "all", 1 + i, Status.EVENT, x, 3 - 2 * x));
    }
    assertThat(fit(new FineGraySource(WEIGHTS, TERMS, collinear)))
        .isInstanceOfSatisfying(
            NotEstimable.class, f -> assertThat(f.reason()).contains("age").contains("collinear"));
  }

  @Test
  void impossibleRowsAndRequestsAreRefusedByCode() {
    refused(() -> row(Double.NaN, Status.EVENT, 1), EvidenceCode.TIME_NOT_FINITE);
    refused(() -> row(-1, Status.EVENT, 1), EvidenceCode.TIME_NEGATIVE);
    refused(() -> row(1, Status.EVENT, Double.NaN), EvidenceCode.COVARIATE_IMPOSSIBLE);
    refused(
        () -> row(1, Status.EVENT, Double.POSITIVE_INFINITY), EvidenceCode.COVARIATE_IMPOSSIBLE);
    refused(
        () -> new FineGraySource(WEIGHTS, TERMS, List.of(row(1, Status.EVENT, 1))),
        EvidenceCode.COVARIATE_IMPOSSIBLE);
    refused(() -> new FineGrayFit(0.95, WEIGHTS, List.of()), EvidenceCode.COVARIATE_IMPOSSIBLE);
    FineGraySource other = new FineGraySource(FineGrayWeights.REVERSE, TERMS, List.of());
    refused(() -> fit(other), EvidenceCode.ROUND_SHAPE);
  }

  private static void reason(String text, SubdistributionRow... rows) {
    List<String> terms = List.of("x");
    assertThat(fit(new FineGraySource(WEIGHTS, terms, List.of(rows)), terms))
        .isInstanceOfSatisfying(NotEstimable.class, f -> assertThat(f.reason()).contains(text));
  }

  private static Finding<FineGrayResult> fit(FineGraySource source) {
    return fit(source, TERMS);
  }

  private static Finding<FineGrayResult> fit(FineGraySource source, List<String> terms) {
    return RoundsDriver.run(new FineGrayFit(0.95, WEIGHTS, terms), List.of(source));
  }

  private static void refused(Runnable use, EvidenceCode code) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(EvidenceFault.class, f -> assertThat(f.code()).isEqualTo(code));
  }

  private static SubdistributionRow row(double time, Status status, double x) {
    return new SubdistributionRow("a", "all", time, status, x);
  }

  /** Whole days, so that events, competing events and censorings tie. */
  private static List<SubdistributionRow> rows(Random random, int n) {
    List<SubdistributionRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String site = new String[] {"a", "b", "c"}[random.nextInt(3)];
      rows.add(
          new SubdistributionRow(
              site,
              site,
              1 + random.nextInt(25),
              STATUSES.get(random.nextInt(3)),
              random.nextInt(2),
              50 + 10 * random.nextGaussian()));
    }
    return rows;
  }
}
