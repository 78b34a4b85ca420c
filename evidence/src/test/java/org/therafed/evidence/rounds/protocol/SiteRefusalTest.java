package org.therafed.evidence.rounds.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.therafed.evidence.rounds.protocol.CoxSites.MODEL;
import static org.therafed.evidence.rounds.protocol.CoxSites.ask;
import static org.therafed.evidence.rounds.protocol.CoxSites.first;
import static org.therafed.evidence.rounds.protocol.CoxSites.question;
import static org.therafed.evidence.rounds.protocol.CoxSites.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cox.Cox;
import org.therafed.evidence.cox.CoxFit;
import org.therafed.evidence.cox.CoxModel;
import org.therafed.evidence.cox.CoxSource;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.FixedPoint;
import org.therafed.evidence.rounds.mask.PairwiseMasks;

/** What a site and the registry refuse: steered parameters, other questions, too many rounds. */
class SiteRefusalTest {
  private final CoxSites sites = new CoxSites();

  @Test
  void parametersThatTheSiteDoesNotDeriveAreRefused() {
    List<String> all = List.copyOf(sites.rounds.keySet());
    SiteRounds site = sites.rounds.get("a");
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
    registry.take(sites.total(first));
    RoundRequest second = registry.next().orElseThrow();
    site.answer(ask(1, all, sites.total(first), second));
    RoundSums total = sites.total(second);
    registry.take(total);
    RoundRequest third = registry.next().orElseThrow();
    double[] bent = total.toArray();
    bent[6] += 1e-3;
    refused(
        EvidenceCode.ROUND_NOT_DERIVED, () -> site.answer(ask(1, all, new RoundSums(bent), third)));
    assertThat(site.answer(ask(1, all, total, third)).round()).isEqualTo(3);
  }

  @Test
  void otherQuestionsRoundsAndCovariatesAreRefused() {
    List<String> all = List.copyOf(sites.rounds.keySet());
    SiteRounds site = sites.rounds.get("a");
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
    refused(EvidenceCode.ROUND_TOO_MANY, () -> site.answer(ask(1, all, sites.total(first), third)));
    site.answer(ask(1, all, RoundSums.empty(), first));
    refused(EvidenceCode.ROUND_TOO_MANY, () -> site.answer(ask(1, all, sites.total(first), third)));
    // A set that grows again, or changes within the attempt, would show the difference.
    refused(
        EvidenceCode.ROUND_FEW_SITES,
        () -> site.answer(ask(1, List.of("a", "b", "c"), sites.total(first), first)));
    site.answer(ask(2, List.of("a", "b", "c"), RoundSums.empty(), first));
    refused(
        EvidenceCode.ROUND_FEW_SITES,
        () -> site.answer(ask(3, List.of("a", "b", "d"), RoundSums.empty(), first)));
  }

  @Test
  void roundsAreCappedOverAllAttempts() {
    List<String> among = List.of("a", "b", "c");
    Map<String, byte[]> secrets = Map.of("b", new byte[16], "c", new byte[16]);
    CoxSource source = new CoxSource(new Cox(MODEL).partialOf(sites.rows.get("a")), MODEL);
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
    registry.take(sites.total(first()));
    refused(
        EvidenceCode.ROUND_TOO_MANY,
        () -> site.answer(ask(1, among, sites.total(first()), registry.next().orElseThrow())));
    refused(
        EvidenceCode.ROUND_TOO_MANY,
        () -> question(new RoundRules(2, 10, 3, true)).run(sites.links()));
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
}
