package org.therafed.evidence.rounds.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.FixedPoint;
import org.therafed.evidence.rounds.mask.PairwiseMasks;

/**
 * The site's end of one approved question: answers a round only if the site itself, from its own
 * copy of the approved fit and the totals it was shown, arrives at the very parameters it is asked
 * about. So nobody can steer the fit to parameters that single out a person.
 *
 * <p>Refuses, as an {@link org.therafed.evidence.partial.EvidenceFault}: another question or model
 * ({@code EV-ROUND-003}), a round beyond the cap, out of order or asked before ({@code 004}), other
 * covariates ({@code 005}), more parameters than a tenth of its events ({@code 006}), parameters
 * not re-derived ({@code 007}), fewer sites than agreed or a set that grew ({@code 008}), sums that
 * one site fills alone ({@code 010}), totals that cannot hold its own share ({@code 011}),
 * parameters that set its own persons apart as no effect does ({@code 012}). A refusal changes
 * nothing. One thread at a time.
 */
public final class SiteRounds {
  /** Largest difference of log odds or log hazards between two persons: a ratio of 10¹³. */
  static final double MOST_REACH = 30;

  private final String site;
  private final String question;
  private final Supplier<? extends IterativeFit<?>> approved;
  private final RoundSource source;
  private final long events;
  private final PairwiseMasks masks;
  private final FixedPoint scale;
  private final RoundRules rules;

  private final List<RoundSums> totals = new ArrayList<>();

  /** What was answered in this attempt, before masks: one more than totals shown. */
  private final List<RoundSums> own = new ArrayList<>();

  private int attempt;
  private int answered;
  private int spent;
  private Set<String> sites = Set.of();
  private RoundAsk lastAsk;
  private RoundAnswer lastAnswer;

  /**
   * The site's end of a question.
   *
   * @param approved makes the fit that was approved, from its beginning; its first request fixes
   *     model and covariates
   * @param source the site's rows
   * @param events how many events they hold
   * @param masks with the peers' pinned keys
   * @param scale of the masked sums, as approved
   */
  public SiteRounds(
      String site,
      String question,
      Supplier<? extends IterativeFit<?>> approved,
      RoundSource source,
      long events,
      PairwiseMasks masks,
      FixedPoint scale,
      RoundRules rules) {
    this.site = Sites.check(site);
    this.question = question;
    this.approved = approved;
    this.source = source;
    this.events = events;
    this.masks = masks;
    this.scale = scale;
    this.rules = rules;
  }

  /** Rounds answered so far, over all attempts. */
  public int spent() {
    return spent;
  }

  /**
   * The masked answer; the same again if the very same is asked again, as after a lost message.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if the site's rules forbid it
   */
  public RoundAnswer answer(RoundAsk ask) {
    if (ask.equals(lastAsk)) {
      return lastAnswer;
    }
    RoundRequest request = ask.request();
    checkQuestion(ask);
    checkSites(ask);
    if (spent >= rules.mostRounds()) {
      throw EvidenceCode.ROUND_TOO_MANY.with(spent + 1 + " of " + rules.mostRounds());
    }
    IterativeFit<?> next = derive(ask);
    // Whatever is asked is what the site's own copy asks: this alone is answered.
    Optional<RoundRequest> derived = next.next();
    if (derived.isEmpty()) {
      throw EvidenceCode.ROUND_TOO_MANY.with(request.round() + " after the fit has ended");
    }
    compare(derived.get(), request);
    if (!(source.reach(derived.get()) <= MOST_REACH)) {
      throw EvidenceCode.ROUND_REACH.with(MOST_REACH);
    }
    RoundSums sums = source.answer(derived.get());
    RoundAnswer answer =
        new RoundAnswer(
            question,
            ask.attempt(),
            request.round(),
            site,
            masks.mask(sums.scaled(next.exponents(), -1), scale, ask.sites(), ask.purpose()));
    if (ask.attempt() != attempt) {
      totals.clear();
      own.clear();
    } else {
      totals.add(ask.shown());
    }
    own.add(sums);
    attempt = ask.attempt();
    answered = request.round();
    sites = new HashSet<>(ask.sites());
    spent++;
    lastAsk = ask;
    lastAnswer = answer;
    return answer;
  }

  private void checkQuestion(RoundAsk ask) {
    if (!ask.question().equals(question)) {
      throw EvidenceCode.ROUND_REQUEST.with("another question");
    }
    if (!approved.get().pooled()) {
      throw EvidenceCode.ROUND_NOT_POOLED.with("sums of single sites or clusters");
    }
    int parameters = approved.get().parameters();
    if (events < (long) parameters * rules.eventsPerParameter()) {
      throw EvidenceCode.ROUND_PARAMETERS.with(
          parameters + " parameters for fewer than ten times as many events");
    }
  }

  private void checkSites(RoundAsk ask) {
    List<String> asked = ask.sites();
    if (asked.size() < rules.sitesMinimum() || !asked.contains(site)) {
      throw EvidenceCode.ROUND_FEW_SITES.with(asked.size());
    }
    boolean same = ask.attempt() == attempt;
    // Within an attempt the sites stay; a new attempt is for fewer, never for a site put back: two
    // totals that differ by one site would show that site's sums.
    boolean allowed =
        attempt == 0
            ? ask.attempt() >= 1
            : same
                ? sites.equals(new HashSet<>(asked))
                : ask.attempt() > attempt
                    && rules.restartAfterTotals()
                    && sites.containsAll(asked)
                    && asked.size() < sites.size();
    if (!allowed) {
      throw EvidenceCode.ROUND_FEW_SITES.with("another set of " + asked.size());
    }
  }

  /** The approved fit from its beginning, having taken every total shown in this attempt. */
  private IterativeFit<?> derive(RoundAsk ask) {
    int round = ask.request().round();
    IterativeFit<?> copy = approved.get();
    if (ask.attempt() != attempt) {
      if (round != 1 || ask.shown().size() > 0) {
        throw EvidenceCode.ROUND_TOO_MANY.with(round + " as the first of an attempt");
      }
      return copy;
    }
    if (round != answered + 1) {
      throw EvidenceCode.ROUND_TOO_MANY.with(round + " after round " + answered);
    }
    for (int i = 0; i < own.size(); i++) {
      RoundSums total = i < totals.size() ? totals.get(i) : ask.shown();
      if (own.get(i).size() > 0) {
        copy.witness(own.get(i), total);
      }
      copy.take(total);
    }
    return copy;
  }

  private static void compare(RoundRequest own, RoundRequest asked) {
    if (asked.version() != own.version() || !asked.model().equals(own.model())) {
      throw EvidenceCode.ROUND_REQUEST.with(
          "model " + asked.model() + " version " + asked.version());
    }
    if (!asked.covariates().equals(own.covariates())) {
      throw EvidenceCode.ROUND_COVARIATES.with(asked.covariates().size());
    }
    if (own.round() != asked.round()
        || !own.stage().equals(asked.stage())
        || own.parameters().size() != asked.parameters().size()) {
      throw EvidenceCode.ROUND_NOT_DERIVED.with("count, stage or round");
    }
    for (int k = 0; k < own.parameters().size(); k++) {
      // The same arithmetic on the same totals gives the same bits.
      if (!own.parameters().get(k).equals(asked.parameters().get(k))) {
        throw EvidenceCode.ROUND_NOT_DERIVED.with(k + 1);
      }
    }
  }
}
