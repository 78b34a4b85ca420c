package org.therafed.evidence.rounds.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.therafed.evidence.rounds.protocol.CoxSites.RULES;
import static org.therafed.evidence.rounds.protocol.CoxSites.ask;
import static org.therafed.evidence.rounds.protocol.CoxSites.first;
import static org.therafed.evidence.rounds.protocol.CoxSites.question;
import static org.therafed.evidence.rounds.protocol.CoxSites.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cox.CoxResult;
import org.therafed.evidence.cox.CoxTerm;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundSums;

class ProtocolTest {
  private final CoxSites sites = new CoxSites();

  @Test
  void maskedRoundsAreThePooledSiteStratifiedFit() {
    RoundsOutcome<CoxResult> outcome = question(RULES).run(sites.links());
    assertThat(outcome.sites()).containsExactly("a", "b", "c", "d");
    assertThat(outcome.without()).isEmpty();
    same(outcome.finding().result().orElseThrow(), sites.pooled(List.of("a", "b", "c", "d")));
    assertThat(sites.rounds.get("a").spent()).isEqualTo(outcome.rounds());
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
    Map<String, SiteLink> links = sites.links();
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
    same(outcome.finding().result().orElseThrow(), sites.pooled(List.of("a", "c", "d")));
    // Stricter rules: once totals were shown, the question ends instead.
    RoundRules strict = new RoundRules(60, 10, 3, false);
    Map<String, SiteLink> again = new CoxSites().links();
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
    Map<String, SiteLink> links = sites.links();
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
        () -> sites.rounds.get("a").answer(ask(1, List.of("a", "b"), RoundSums.empty(), first())));
    refused(
        EvidenceCode.ROUND_FEW_SITES,
        () ->
            sites
                .rounds
                .get("a")
                .answer(ask(1, List.of("b", "c", "d"), RoundSums.empty(), first())));
  }

  @Test
  void aSiteWithTooFewEventsRefusesAndIsLeftOut() {
    SiteRounds whole = sites.rounds.get("c");
    Map<String, SiteLink> links = sites.links();
    links.put(
        "c",
        ask -> {
          assertThat(whole.spent()).isZero();
          return sites.few().answer(ask);
        });
    RoundsOutcome<CoxResult> outcome = question(RULES).run(links);
    assertThat(outcome.without()).containsExactly("c");
    refused(
        EvidenceCode.ROUND_PARAMETERS,
        () -> sites.few().answer(ask(1, List.of("a", "b", "c"), RoundSums.empty(), first())));
  }
}
