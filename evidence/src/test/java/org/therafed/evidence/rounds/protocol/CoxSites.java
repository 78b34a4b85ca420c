package org.therafed.evidence.rounds.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.therafed.evidence.cox.Cox;
import org.therafed.evidence.cox.CoxFit;
import org.therafed.evidence.cox.CoxModel;
import org.therafed.evidence.cox.CoxResult;
import org.therafed.evidence.cox.CoxRow;
import org.therafed.evidence.cox.CoxSource;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.FixedPoint;
import org.therafed.evidence.rounds.mask.PairwiseMasks;

/** Four sites with rows of their own, pairwise secrets and one Cox question. */
final class CoxSites {
  static final CoxModel MODEL =
      CoxModel.of(List.of("x", "y")).bySite().with(CoxModel.Variance.ROBUST_BY_SITE);
  static final RoundRules RULES = RoundRules.defaults();

  final Map<String, List<CoxRow>> rows = new TreeMap<>();
  final Map<String, SiteRounds> rounds = new TreeMap<>();

  CoxSites() {
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
          rounds.put(
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

  CoxResult pooled(List<String> of) {
    Cox cox = new Cox(MODEL);
    List<CoxRow> all = new ArrayList<>();
    of.forEach(site -> all.addAll(rows.get(site)));
    return cox.finish(cox.partialOf(all)).result().orElseThrow();
  }

  /** Every message goes through its JSON. */
  Map<String, SiteLink> links() {
    Map<String, SiteLink> links = new TreeMap<>();
    rounds.forEach(
        (site, each) ->
            links.put(
                site,
                ask ->
                    RoundJson.readAnswer(
                        RoundJson.write(each.answer(RoundJson.readAsk(RoundJson.write(ask)))))));
    return links;
  }

  static MaskedRounds<CoxResult> question(RoundRules rules) {
    return new MaskedRounds<>("q/1", () -> new CoxFit(MODEL), rules);
  }

  SiteRounds few() {
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

  static RoundRequest first() {
    return new CoxFit(MODEL).next().orElseThrow();
  }

  static RoundAsk ask(int attempt, List<String> among, RoundSums shown, RoundRequest request) {
    return new RoundAsk("q/1", attempt, among, shown, request);
  }

  RoundSums total(RoundRequest request) {
    Cox cox = new Cox(MODEL);
    RoundSums total = RoundSums.empty();
    for (List<CoxRow> held : rows.values()) {
      total = total.merge(new CoxSource(cox.partialOf(held), MODEL).answer(request));
    }
    return total;
  }

  static void refused(EvidenceCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EvidenceFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
