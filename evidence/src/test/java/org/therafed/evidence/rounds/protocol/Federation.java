package org.therafed.evidence.rounds.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.FixedPoint;
import org.therafed.evidence.rounds.mask.MaskedSums;
import org.therafed.evidence.rounds.mask.PairwiseMasks;

/** Sites with secrets and rules of their own, and a registry that asks them one question. */
final class Federation<R extends Result> {
  static final String QUESTION = "q/1";

  private final Supplier<? extends IterativeFit<R>> fit;
  private final RoundRules rules;
  final Map<String, SiteRounds> sites = new TreeMap<>();

  Federation(
      Supplier<? extends IterativeFit<R>> fit,
      Map<String, ? extends RoundSource> sources,
      long eventsEach,
      RoundRules rules) {
    this.fit = fit;
    this.rules = rules;
    sources.forEach((site, source) -> sites.put(site, site(site, source, eventsEach)));
  }

  /** A site that knows nothing of what it answered before. */
  SiteRounds site(String site, RoundSource source, long events) {
    return new SiteRounds(
        site,
        QUESTION,
        fit,
        source,
        events,
        PairwiseMasks.ofSecrets(site, secrets(site)),
        FixedPoint.defaults(),
        rules);
  }

  private static Map<String, byte[]> secrets(String site) {
    Map<String, byte[]> secrets = new HashMap<>();
    for (String peer : List.of("a", "b", "c", "d")) {
      if (!peer.equals(site)) {
        byte[] secret = new byte[32];
        new Random(site.hashCode() * 31L + peer.hashCode() * 31L).nextBytes(secret);
        secrets.put(peer, secret);
      }
    }
    return secrets;
  }

  /** An honest registry's finding. */
  Finding<R> run() {
    Map<String, SiteLink> links = new TreeMap<>();
    sites.forEach((site, rounds) -> links.put(site, rounds::answer));
    return new MaskedRounds<R>(QUESTION, fit, rules).run(links).finding();
  }

  IterativeFit<R> copy() {
    return fit.get();
  }

  /** What any registry reads of the answers to what the fit asks next. */
  RoundSums total(IterativeFit<R> asking, RoundSums shown) {
    return total(1, List.copyOf(sites.keySet()), asking, shown);
  }

  RoundSums total(int attempt, List<String> among, IterativeFit<R> asking, RoundSums shown) {
    RoundAsk ask = new RoundAsk(QUESTION, attempt, among, shown, asking.next().orElseThrow());
    MaskedSums sums = MaskedSums.empty();
    for (String site : among) {
      sums = sums.merge(sites.get(site).answer(ask).sums());
    }
    return sums.total(among.size()).scaled(asking.exponents(), 1);
  }
}
