package org.therafed.evidence.rounds.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.CostQuantileFit;
import org.therafed.evidence.cost.CostQuantileSource;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.dose.DoseEffect;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.logistic.LogisticResult;
import org.therafed.evidence.logistic.LogisticRows;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundSums;

/** What a site refuses to a registry that reads along or invents. */
class SiteGuardTest {
  private static final List<String> SITES = List.of("a", "b", "c");

  /** Place of Σ age in the first total: five sums and presence by site come before. */
  private static final int AGE = 5 + 3;

  private static final LogisticModel MODEL =
      new LogisticModel(
          new Design(List.of(Covariate.numeric("age"), Covariate.numeric("marker"))), SITES, 0.95);

  private static Map<String, LogisticRows> rows(LogisticModel model) {
    Random random = new Random(7);
    Map<String, LogisticRows> sources = new TreeMap<>();
    for (String site : SITES) {
      LogisticRows rows = model.rows();
      for (int i = 0; i < 100; i++) {
        double[] values = {
          Math.round(600 + 100 * random.nextGaussian()) / 10.0, 1 + 0.3 * random.nextGaussian()
        };
        rows.add(site, values, random.nextInt(3) == 0);
      }
      sources.put(site, rows);
    }
    return sources;
  }

  private static Federation<LogisticResult> logistic(long events, RoundRules rules) {
    return new Federation<>(MODEL::fit, rows(MODEL), events, rules);
  }

  @Test
  void parametersAreCountedBeforeTheFirstRoundNamesAny() {
    assertThat(MODEL.fit().next().orElseThrow().parameters()).isEmpty();
    assertThat(MODEL.fit().parameters()).isEqualTo(3);
    assertThat(new DoseEffect(0.95, "Gy", List.of(0.5)).fit().parameters()).isEqualTo(2);
    MeanCost unit = new MeanCost(0.95, "EUR", 2026);
    // One quantile is one parameter: the bounds of its first round are none.
    assertThat(new CostQuantileFit(List.of(0.5), unit, 0, 100, 1).parameters()).isEqualTo(1);
    Federation<LogisticResult> few = logistic(29, RoundRules.defaults());
    refused(EvidenceCode.ROUND_PARAMETERS, () -> few.total(few.copy(), RoundSums.empty()));
    Federation<LogisticResult> enough = logistic(30, RoundRules.defaults());
    assertThat(enough.run().result()).isPresent();
  }

  @Test
  void noMaskedTotalTellsOneSitesCounts() {
    Federation<LogisticResult> sites = logistic(100, RoundRules.defaults());
    double[] total = sites.total(sites.copy(), RoundSums.empty()).toArray();
    // Rows, events, three sums of weights and offsets, then presence by site and the terms' sums.
    assertThat(Arrays.copyOfRange(total, 5, AGE)).containsOnly(1);
    assertThat(total[AGE]).isBetween(300 * 50.0, 300 * 70.0);
  }

  @Test
  void aTermBySiteIsNotFittedUnderMasks() {
    Design design = new Design(List.of(Covariate.numeric("age"), Covariate.site(SITES, "a")));
    LogisticModel bySite = new LogisticModel(design, SITES, 0.95);
    Map<String, LogisticRows> sources = new TreeMap<>();
    for (String site : SITES) {
      LogisticRows rows = bySite.rows();
      for (int i = 0; i < 60; i++) {
        rows.add(site, new double[] {40 + i}, i % 3 == 0);
      }
      sources.put(site, rows);
    }
    Federation<LogisticResult> masked =
        new Federation<>(bySite::fit, sources, 100, RoundRules.defaults());
    refused(EvidenceCode.ROUND_NOT_POOLED, masked::run);
    // Without masks, where the sites agree to share counts, it is.
    assertThat(bySite.over(List.copyOf(sources.values())).result()).isPresent();
  }

  /** Invented spread and information make a slope so steep that a sum counts who is older. */
  @Test
  void aStepFunctionBuiltFromInventedTotalsIsNotAnswered() {
    Federation<LogisticResult> sites = logistic(100, RoundRules.defaults());
    IterativeFit<LogisticResult> fit = sites.copy();
    double[] means = sites.total(fit, RoundSums.empty()).toArray();
    // Weights without end make any share of the spread a small one.
    double weight = 1e9;
    means[2] = weight;
    means[3] = weight / 2;
    int age = AGE;
    means[age] = 85 * weight;
    means[age + 1] = weight;
    RoundSums shown = new RoundSums(means);
    fit.take(shown);
    double[] spread = sites.total(fit, shown).toArray();
    shown = new RoundSums(spread);
    fit.take(shown);
    double[] newton = sites.total(fit, shown).toArray();
    // A score of ten times the information's column: a step of 10 along age alone.
    newton[1] = 10 * newton[5];
    newton[2] = 10 * newton[6];
    newton[3] = 10 * newton[8];
    RoundSums steep = new RoundSums(newton);
    fit.take(steep);
    refused(EvidenceCode.ROUND_REACH, () -> sites.total(fit, steep));
  }

  @Test
  void aTotalBelowTheSitesOwnShareIsNotAnswered() {
    for (int place : new int[] {0, 1}) {
      Federation<LogisticResult> sites = logistic(100, RoundRules.defaults());
      IterativeFit<LogisticResult> fit = sites.copy();
      double[] total = sites.total(fit, RoundSums.empty()).toArray();
      total[place] /= 10;
      RoundSums shown = new RoundSums(total);
      IterativeFit<LogisticResult> bent = sites.copy();
      bent.take(shown);
      refused(EvidenceCode.ROUND_TOTAL, () -> sites.total(bent, shown));
    }
    Federation<LogisticResult> sites = logistic(100, RoundRules.defaults());
    IterativeFit<LogisticResult> fit = sites.copy();
    RoundSums means = sites.total(fit, RoundSums.empty());
    fit.take(means);
    double[] spread = sites.total(fit, means).toArray();
    spread[0] = 1e-8;
    spread[1] = 0;
    RoundSums narrow = new RoundSums(spread);
    fit.take(narrow);
    refused(EvidenceCode.ROUND_TOTAL, () -> sites.total(fit, narrow));
  }

  @Test
  void countsOfCostsBelowTheSitesOwnAreNotAnswered() {
    CostQuantileFit question =
        new CostQuantileFit(List.of(0.5), new MeanCost(0.95, "EUR", 2026), 0, 1000, 1);
    List<CostRow> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(new CostRow("a", Map.of("all", 10.0 * i)));
    }
    RoundSums own = new CostQuantileSource(question, rows).answer(question.next().orElseThrow());
    question.witness(own, own.merge(own));
    double[] fewer = own.merge(own).toArray();
    fewer[3] = 10;
    refused(EvidenceCode.ROUND_TOTAL, () -> question.witness(own, new RoundSums(fewer)));
    double[] above = own.merge(own).toArray();
    above[2] = above[0] - 1;
    refused(EvidenceCode.ROUND_TOTAL, () -> question.witness(own, new RoundSums(above)));
  }

  /** Else the totals of all and of all but one subtract to that one's sums. */
  @Test
  void underTheStrictRuleASiteThatHasAnsweredAnswersNoSecondAttempt() {
    LogisticModel model = MODEL;
    Map<String, LogisticRows> four = rows(model);
    LogisticModel wider = new LogisticModel(model.design(), List.of("a", "b", "c", "d"), 0.95);
    LogisticRows fourth = wider.rows();
    fourth.add("d", new double[] {50, 1}, true);
    Map<String, LogisticRows> sources = new TreeMap<>();
    for (String site : SITES) {
      LogisticRows rows = wider.rows();
      for (int i = 0; i < four.get(site).size(); i++) {
        rows.add(site, new double[] {40 + i, i % 7}, i % 3 == 0);
      }
      sources.put(site, rows);
    }
    sources.put("d", fourth);
    for (boolean restart : new boolean[] {true, false}) {
      Federation<LogisticResult> all =
          new Federation<>(wider::fit, sources, 100, new RoundRules(60, 10, 3, restart));
      all.total(all.copy(), RoundSums.empty());
      ThrowingCallable again = () -> all.total(2, SITES, all.copy(), RoundSums.empty());
      if (restart) {
        assertThatCode(again).doesNotThrowAnyException();
      } else {
        refused(EvidenceCode.ROUND_FEW_SITES, again);
      }
    }
  }

  /** Else one site's two answers subtract to the difference of its sums. */
  @Test
  void aSiteThatForgotUsesNoMaskForTwoTotals() {
    Federation<LogisticResult> sites = logistic(100, RoundRules.defaults());
    LogisticRows held = rows(MODEL).get("a");
    RoundSums total = sites.total(sites.copy(), RoundSums.empty());
    List<BigInteger> first = new ArrayList<>();
    List<Double> open = new ArrayList<>();
    for (int shift = 0; shift < 2; shift++) {
      double[] shown = total.toArray();
      shown[AGE] += shift * shown[2];
      IterativeFit<LogisticResult> fit = sites.copy();
      SiteRounds forgetful = sites.site("a", held, 100);
      forgetful.answer(ask(fit, RoundSums.empty()));
      fit.take(new RoundSums(shown));
      RoundAsk ask = ask(fit, new RoundSums(shown));
      byte[] masked = forgetful.answer(ask).sums().bytes();
      first.add(new BigInteger(Arrays.copyOf(masked, 16)));
      open.add(held.answer(ask.request()).get(0));
    }
    double difference = Math.scalb(first.get(1).subtract(first.get(0)).doubleValue(), -60);
    assertThat(Math.abs(difference - (open.get(1) - open.get(0)))).isGreaterThan(1e6);
  }

  private static RoundAsk ask(IterativeFit<LogisticResult> fit, RoundSums shown) {
    return new RoundAsk(Federation.QUESTION, 1, SITES, shown, fit.next().orElseThrow());
  }

  private static void refused(EvidenceCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EvidenceFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
