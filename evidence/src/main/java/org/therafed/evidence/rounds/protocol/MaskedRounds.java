package org.therafed.evidence.rounds.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.MaskedSums;

/**
 * The registry's end of a question: runs a fit over sites of which it sees masked answers and their
 * total only.
 *
 * <p>A site that does not answer, or holds too few events for the parameters, is left out. The
 * masks of the others do not cancel without it and their sums would be of other rows than those of
 * the rounds before, so the fit begins again with the remaining sites and new masks.
 */
public final class MaskedRounds<R extends Result> {
  private final String question;
  private final Supplier<? extends IterativeFit<R>> approved;
  private final RoundRules rules;

  /**
   * A question.
   *
   * @param question id and version, as approved
   * @param approved makes the fit from its beginning
   * @param rules the sites' rules, so that nothing is asked in vain
   */
  public MaskedRounds(
      String question, Supplier<? extends IterativeFit<R>> approved, RoundRules rules) {
    this.question = question;
    this.approved = approved;
    this.rules = rules;
  }

  /**
   * Runs it.
   *
   * @throws EvidenceFault {@code EV-ROUND-008} if fewer sites remain than agreed, {@code
   *     EV-ROUND-004} if the rounds are used up; or a site's refusal
   */
  public RoundsOutcome<R> run(Map<String, ? extends SiteLink> links) {
    Map<String, SiteLink> left = new TreeMap<>(links);
    List<String> without = new ArrayList<>();
    int spent = 0;
    for (int attempt = 1; ; attempt++) {
      IterativeFit<R> fit = approved.get();
      RoundSums shown = RoundSums.empty();
      Optional<RoundRequest> request = fit.next();
      boolean whole = true;
      while (whole && request.isPresent()) {
        if (left.size() < rules.sitesMinimum()) {
          throw EvidenceCode.ROUND_FEW_SITES.with(left.size());
        }
        if (++spent > rules.mostRounds()) {
          throw EvidenceCode.ROUND_TOO_MANY.with(spent + " of " + rules.mostRounds());
        }
        RoundAsk ask =
            new RoundAsk(question, attempt, List.copyOf(left.keySet()), shown, request.get());
        List<String> silent = new ArrayList<>();
        MaskedSums sums = collect(ask, left, silent);
        whole = silent.isEmpty();
        if (whole) {
          shown = sums.total(left.size()).scaled(fit.exponents(), 1);
          fit.take(shown);
          request = fit.next();
        } else {
          if (!rules.restartAfterTotals()) {
            throw EvidenceCode.ROUND_FEW_SITES.with("No longer all");
          }
          silent.forEach(left::remove);
          without.addAll(silent);
        }
      }
      if (whole) {
        return new RoundsOutcome<>(fit.finding(), List.copyOf(left.keySet()), without, spent);
      }
    }
  }

  private static MaskedSums collect(
      RoundAsk ask, Map<String, SiteLink> links, List<String> silent) {
    MaskedSums sums = MaskedSums.empty();
    for (Map.Entry<String, SiteLink> link : links.entrySet()) {
      try {
        RoundAnswer answer = link.getValue().answer(ask);
        if (!answer.question().equals(ask.question())
            || answer.attempt() != ask.attempt()
            || answer.round() != ask.request().round()
            || !answer.site().equals(link.getKey())) {
          throw EvidenceCode.ROUND_REQUEST.with("another question, answered");
        }
        sums = sums.merge(answer.sums());
      } catch (SiteLink.SiteUnavailable e) {
        silent.add(link.getKey());
      } catch (EvidenceFault refusal) {
        if (refusal.code() != EvidenceCode.ROUND_PARAMETERS) {
          throw refusal;
        }
        silent.add(link.getKey());
      }
    }
    return sums;
  }
}
