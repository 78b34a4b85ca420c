package org.therafed.evidence.rounds.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cox.Cox;
import org.therafed.evidence.cox.CoxFit;
import org.therafed.evidence.cox.CoxModel;
import org.therafed.evidence.cox.CoxResult;
import org.therafed.evidence.cox.CoxRow;
import org.therafed.evidence.cox.CoxSource;
import org.therafed.evidence.cox.CoxTerm;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.FixedPoint;
import org.therafed.evidence.rounds.mask.PairwiseMasks;

class ProtocolTest {
  private static final CoxModel MODEL =
      CoxModel.of(List.of("x", "y")).bySite().with(CoxModel.Variance.ROBUST_BY_SITE);
  private static final RoundRules RULES = RoundRules.defaults();

  private final Map<String, List<CoxRow>> rows = new TreeMap<>();
  private final Map<String, SiteRounds> sites = new TreeMap<>();

  ProtocolTest() {
    Random random = new Random(20261121);
    Map<String, Map<String, byte[]>> secrets = new TreeMap<>();
    for (String site : List.of("a", "b", "c", "d")) {
      secrets.put(site, new HashMap<>());
      List<CoxRow> held = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        double x = random.nextGaussian();
        double time = Math.ceil(-200 * Math.log(1 - random.nextDouble()) * Math.exp(-0.5 * x));
        held.add(CoxRow.of(site, time, random.nextInt(4) > 0, x, random.nextInt(2)));
      }
      rows.put(site, held);
    }
    for (String one : secrets.keySet()) {
      for (String other : secrets.keySet()) {
        if (one.compareTo(other) < 0) {
          byte[] secret = new byte[32];
          random.nextBytes(secret);
          secrets.get(one).put(other, secret);
          secrets.get(other).put(one, secret);
        }
      }
    }
    Cox cox = new Cox(MODEL);
    rows.forEach(
        (site, held) -> {
          CoxSource source = new CoxSource(cox.partialOf(held), MODEL);
          sites.put(
              site,
              new SiteRounds(
                  site,
                  "q/1",
                  () -> new CoxFit(MODEL),
                  source,
                  source.events(),
                  PairwiseMasks.ofSecrets(site, secrets.get(site)),
                  FixedPoint.defaults(),
                  RULES));
        });
  }

  private CoxResult pooled(List<String> of) {
    Cox cox = new Cox(MODEL);
    List<CoxRow> all = new ArrayList<>();
    of.forEach(site -> all.addAll(rows.get(site)));
    return cox.finish(cox.partialOf(all)).result().orElseThrow();
  }

  /** Every message goes through its JSON. */
  private Map<String, SiteLink> links() {
    Map<String, SiteLink> links = new TreeMap<>();
    sites.forEach(
        (site, rounds) ->
            links.put(
                site,
                ask ->
                    RoundJson.readAnswer(
                        RoundJson.write(rounds.answer(RoundJson.readAsk(RoundJson.write(ask)))))));
    return links;
  }

  private static MaskedRounds<CoxResult> question(RoundRules rules) {
    return new MaskedRounds<>("q/1", () -> new CoxFit(MODEL), rules);
  }

  @Test
  void maskedRoundsAreThePooledSiteStratifiedFit() {
    RoundsOutcome<CoxResult> outcome = question(RULES).run(links());
    assertThat(outcome.sites()).containsExactly("a", "b", "c", "d");
    assertThat(outcome.without()).isEmpty();
    same(outcome.finding().result().orElseThrow(), pooled(List.of("a", "b", "c", "d")));
    assertThat(sites.get("a").spent()).isEqualTo(outcome.rounds());
  }

  private static void same(CoxResult one, CoxResult other) {
    assertThat(one.n()).isEqualTo(other.n());
    for (int i = 0; i < 2; i++) {
      CoxTerm p = one.terms().get(i);
      CoxTerm q = other.terms().get(i);
      assertThat(p.coefficient()).isCloseTo(q.coefficient(), within(1e-9));
      assertThat(p.standardError()).isCloseTo(q.standardError(), within(1e-9));
      assertThat(p.robustError().orElseThrow())
          .isCloseTo(q.robustError().orElseThrow(), within(1e-9));
    }
    assertThat(one.likelihoodRatio().statistic())
        .isCloseTo(other.likelihoodRatio().statistic(), within(1e-9));
  }

  @Test
  void aSiteThatDropsOutIsLeftOutAndTheOthersGoOn() {
    Map<String, SiteLink> links = links();
    SiteLink honest = links.get("b");
    links.put(
        "b",
        ask -> {
          if (ask.request().round() > 3) {
            throw new SiteLink.SiteUnavailable();
          }
          return honest.answer(ask);
        });
    RoundsOutcome<CoxResult> outcome = question(RULES).run(links);
    assertThat(outcome.sites()).containsExactly("a", "c", "d");
    assertThat(outcome.without()).containsExactly("b");
    same(outcome.finding().result().orElseThrow(), pooled(List.of("a", "c", "d")));
    // Stricter rules: once totals were shown, the question ends instead.
    RoundRules strict = new RoundRules(60, 10, 3, false);
    Map<String, SiteLink> again = new ProtocolTest().links();
    SiteLink other = again.get("b");
    again.put(
        "b",
        ask -> {
          if (ask.request().round() > 3) {
            throw new SiteLink.SiteUnavailable();
          }
          return other.answer(ask);
        });
    refused(EvidenceCode.ROUND_FEW_SITES, () -> question(strict).run(again));
  }

  @Test
  void fewerSitesThanAgreedAreRefused() {
    Map<String, SiteLink> links = links();
    for (String site : List.of("a", "d")) {
      links.put(
          site,
          ask -> {
            throw new SiteLink.SiteUnavailable();
          });
    }
    refused(EvidenceCode.ROUND_FEW_SITES, () -> question(RULES).run(links));
    refused(
        EvidenceCode.ROUND_FEW_SITES,
        () -> sites.get("a").answer(ask(1, List.of("a", "b"), RoundSums.empty(), first())));
    refused(
        EvidenceCode.ROUND_FEW_SITES,
        () -> sites.get("a").answer(ask(1, List.of("b", "c", "d"), RoundSums.empty(), first())));
  }

  @Test
  void aSiteWithTooFewEventsRefusesAndIsLeftOut() {
    SiteRounds whole = sites.get("c");
    Map<String, SiteLink> links = links();
    links.put(
        "c",
        ask -> {
          assertThat(whole.spent()).isZero();
          return few().answer(ask);
        });
    RoundsOutcome<CoxResult> outcome = question(RULES).run(links);
    assertThat(outcome.without()).containsExactly("c");
    refused(
        EvidenceCode.ROUND_PARAMETERS,
        () -> few().answer(ask(1, List.of("a", "b", "c"), RoundSums.empty(), first())));
  }

  private SiteRounds few() {
    Cox cox = new Cox(MODEL);
    CoxSource source = new CoxSource(cox.partialOf(rows.get("c")), MODEL);
    Map<String, byte[]> secrets = Map.of("a", new byte[16], "b", new byte[16]);
    return new SiteRounds(
        "c",
        "q/1",
        () -> new CoxFit(MODEL),
        source,
        19,
        PairwiseMasks.ofSecrets("c", secrets),
        FixedPoint.defaults(),
        RULES);
  }

  private static RoundRequest first() {
    return new CoxFit(MODEL).next().orElseThrow();
  }

  private static RoundAsk ask(
      int attempt, List<String> among, RoundSums shown, RoundRequest request) {
    return new RoundAsk("q/1", attempt, among, shown, request);
  }

  @Test
  void parametersThatTheSiteDoesNotDeriveAreRefused() {
    List<String> all = List.copyOf(sites.keySet());
    SiteRounds site = sites.get("a");
    RoundRequest first = first();
    RoundRequest steered =
        new RoundRequest(1, first.model(), first.covariates(), 1, "newton", List.of(0.0, 50.0));
    refused(
        EvidenceCode.ROUND_NOT_DERIVED, () -> site.answer(ask(1, all, RoundSums.empty(), steered)));
    // The refusal left the site as it was: the honest question is answered, twice the same.
    RoundAsk honest = ask(1, all, RoundSums.empty(), first);
    RoundAnswer answer = site.answer(honest);
    assertThat(site.answer(honest)).isSameAs(answer);
    assertThat(site.spent()).isEqualTo(1);
    // A total of which the next parameters are no Newton step.
    CoxFit registry = new CoxFit(MODEL);
    registry.take(total(first));
    RoundRequest second = registry.next().orElseThrow();
    site.answer(ask(1, all, total(first), second));
    RoundSums total = total(second);
    registry.take(total);
    RoundRequest third = registry.next().orElseThrow();
    double[] bent = total.toArray();
    bent[6] += 1e-3;
    refused(
        EvidenceCode.ROUND_NOT_DERIVED, () -> site.answer(ask(1, all, new RoundSums(bent), third)));
    assertThat(site.answer(ask(1, all, total, third)).round()).isEqualTo(3);
  }

  private RoundSums total(RoundRequest request) {
    Cox cox = new Cox(MODEL);
    RoundSums total = RoundSums.empty();
    for (List<CoxRow> held : rows.values()) {
      total = total.merge(new CoxSource(cox.partialOf(held), MODEL).answer(request));
    }
    return total;
  }

  @Test
  void otherQuestionsRoundsAndCovariatesAreRefused() {
    List<String> all = List.copyOf(sites.keySet());
    SiteRounds site = sites.get("a");
    RoundRequest first = first();
    refused(
        EvidenceCode.ROUND_REQUEST,
        () -> site.answer(new RoundAsk("q/2", 1, all, RoundSums.empty(), first)));
    refused(
        EvidenceCode.ROUND_REQUEST,
        () ->
            site.answer(
                ask(
                    1,
                    all,
                    RoundSums.empty(),
                    new CoxFit(MODEL.at(0.9).with(CoxModel.Variance.MODEL)).next().orElseThrow())));
    refused(
        EvidenceCode.ROUND_COVARIATES,
        () ->
            site.answer(
                ask(
                    1,
                    all,
                    RoundSums.empty(),
                    new RoundRequest(
                        1,
                        first.model(),
                        List.of("x", "postcode"),
                        1,
                        "newton",
                        List.of(0.0, 0.0)))));
    RoundRequest third =
        new RoundRequest(1, first.model(), first.covariates(), 3, "newton", List.of(0.0, 0.0));
    refused(EvidenceCode.ROUND_TOO_MANY, () -> site.answer(ask(1, all, total(first), third)));
    site.answer(ask(1, all, RoundSums.empty(), first));
    refused(EvidenceCode.ROUND_TOO_MANY, () -> site.answer(ask(1, all, total(first), third)));
    // A set that grows again, or changes within the attempt, would show the difference.
    refused(
        EvidenceCode.ROUND_FEW_SITES,
        () -> site.answer(ask(1, List.of("a", "b", "c"), total(first), first)));
    site.answer(ask(2, List.of("a", "b", "c"), RoundSums.empty(), first));
    refused(
        EvidenceCode.ROUND_FEW_SITES,
        () -> site.answer(ask(3, List.of("a", "b", "d"), RoundSums.empty(), first)));
  }

  @Test
  void roundsAreCappedOverAllAttempts() {
    List<String> among = List.of("a", "b", "c");
    Map<String, byte[]> secrets = Map.of("b", new byte[16], "c", new byte[16]);
    CoxSource source = new CoxSource(new Cox(MODEL).partialOf(rows.get("a")), MODEL);
    SiteRounds site =
        new SiteRounds(
            "a",
            "q/1",
            () -> new CoxFit(MODEL),
            source,
            source.events(),
            PairwiseMasks.ofSecrets("a", secrets),
            FixedPoint.defaults(),
            new RoundRules(1, 10, 3, true));
    site.answer(ask(1, among, RoundSums.empty(), first()));
    CoxFit registry = new CoxFit(MODEL);
    registry.take(total(first()));
    refused(
        EvidenceCode.ROUND_TOO_MANY,
        () -> site.answer(ask(1, among, total(first()), registry.next().orElseThrow())));
    refused(
        EvidenceCode.ROUND_TOO_MANY, () -> question(new RoundRules(2, 10, 3, true)).run(links()));
  }

  @Test
  void rulesAreTightenedOnly() {
    refused(EvidenceCode.POLICY_LOOSER, () -> new RoundRules(61, 10, 3, true));
    refused(EvidenceCode.POLICY_LOOSER, () -> new RoundRules(60, 9, 3, true));
    refused(EvidenceCode.POLICY_LOOSER, () -> new RoundRules(60, 10, 2, true));
  }

  @Test
  void unknownVersionsAndKindsAreRefusedByName() {
    RoundAsk ask = ask(1, List.of("a", "b", "c"), RoundSums.empty(), first());
    String json = RoundJson.write(ask);
    assertThat(RoundJson.readAsk(json)).isEqualTo(ask);
    assertThatThrownBy(
            () ->
                RoundJson.readAsk(json.replace("\"version\":1,\"data\"", "\"version\":7,\"data\"")))
        .hasMessageContaining("EV-ROUND-009")
        .hasMessageContaining("round-ask version 7");
    refused(EvidenceCode.ROUND_PROTOCOL, () -> RoundJson.readAnswer(json));
    refused(EvidenceCode.ROUND_PROTOCOL, () -> RoundJson.readAsk("{\"message\":"));
    refused(
        EvidenceCode.ROUND_PROTOCOL,
        () -> RoundJson.readAsk(json.replace("\"attempt\":1", "\"extra\":1")));
  }

  private static void refused(EvidenceCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EvidenceFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
