package org.therafed.registry.federated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.therafed.evidence.disclosure.transfer.TransferPolicy;
import org.therafed.evidence.disclosure.transfer.TransferSums;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.MaskedSums;
import org.therafed.evidence.rounds.mask.SelfMask;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.registry.settings.FederatedConfig;

/**
 * Takes a question as far as it can go now: to the next phase when every site of the present one
 * has answered or its time is over. A round from which a site drops out is repeated without it,
 * with fresh masks.
 */
@ApplicationScoped
class RoundSteps {

  private static final Logger LOG = Logger.getLogger(RoundSteps.class);
  private static final int SITES_FOR_MASKS = TransferPolicy.defaults().sitesMinimum();

  private static final String SILENT =
      "update federated_site set state = 'silent', changed_at = :now where question = :id and state"
          + " = :state";
  private static final String NEXT_ATTEMPT =
      "update federated_site set state = 'joined', attempt = :attempt, content = null, secret ="
          + " null, changed_at = :now where question = :id and state in ('joined', 'masked')";
  private static final String PHASE =
      "update federated_question set phase = :phase, phase_until = :until where id = :id";
  private static final String MASK =
      "update federated_question set phase = 'mask', phase_until = :until, attempt = :attempt, among"
          + " = :among, linked = :linked where id = :id";
  private static final String DONE =
      "update federated_question set phase = 'done', total = :total, counted = :counted, withheld ="
          + " :withheld where id = :id";
  private static final String FORGET_PERSONS = "delete from federated_person where question = :id";
  private static final String FORGET_SUMS =
      "update federated_site set content = null, secret = null, leave_out = '' where question = :id";

  private final Clock clock;
  private final FederatedConfig config;
  private final ObjectMapper json;

  RoundSteps(Clock clock, FederatedConfig config, ObjectMapper json) {
    this.clock = clock;
    this.config = config;
    this.json = json;
  }

  /** The question as far as it goes now; its row is locked meanwhile. */
  Uni<FederatedQuestion> advanced(Mutiny.Session session, FederatedQuestion question) {
    if (question.phase().isOver()) {
      return Uni.createFrom().item(question);
    }
    return QuestionRows.sites(session, question.id())
        .flatMap(
            sites ->
                switch (question.phase()) {
                  case JOIN -> joining(session, question, sites);
                  case MASK -> masking(session, question, sites);
                  default -> revealing(session, question, sites);
                })
        .flatMap(
            moved ->
                moved
                    ? QuestionRows.locked(session, question.id())
                        .flatMap(next -> advanced(session, next.orElseThrow()))
                    : Uni.createFrom().item(question));
  }

  private static boolean any(List<AskedSite> sites, String state) {
    return sites.stream().anyMatch(site -> site.is(state));
  }

  private boolean isOver(FederatedQuestion question) {
    return !clock.instant().isBefore(question.phaseUntil());
  }

  private Uni<Boolean> joining(
      Mutiny.Session session, FederatedQuestion question, List<AskedSite> sites) {
    if (any(sites, AskedSite.ASKED) && !isOver(question)) {
      return Uni.createFrom().item(false);
    }
    return silent(session, question, AskedSite.ASKED)
        .flatMap(
            done ->
                sites.isEmpty()
                    ? done(session, question, List.of(), RoundSums.empty(), 0)
                    : attempt(session, question, sites, 1))
        .replaceWith(true);
  }

  private Uni<Void> silent(Mutiny.Session session, FederatedQuestion question, String state) {
    return QuestionRows.update(
            session, SILENT, Map.of("id", question.id(), "state", state, "now", clock.instant()))
        .replaceWithVoid();
  }

  /** Begins an attempt among those that are there. */
  private Uni<Void> attempt(
      Mutiny.Session session, FederatedQuestion question, List<AskedSite> sites, int attempt) {
    List<String> among =
        sites.stream()
            .filter(site -> site.is(AskedSite.JOINED) || site.is(AskedSite.MASKED))
            .map(AskedSite::site)
            .toList();
    if (among.isEmpty()) {
      return ended(session, question);
    }
    LOG.infof("question=%s attempt=%d sites=%d", question.id(), attempt, among.size());
    return QuestionRows.update(
            session,
            NEXT_ATTEMPT,
            Map.of("id", question.id(), "attempt", attempt, "now", clock.instant()))
        .flatMap(done -> QuestionRows.link(session, question.id()))
        .flatMap(
            linked ->
                QuestionRows.update(
                    session,
                    MASK,
                    Map.of(
                        "id",
                        question.id(),
                        "attempt",
                        attempt,
                        "among",
                        String.join(" ", among),
                        "linked",
                        linked.intValue(),
                        "until",
                        earlier(question, clock.instant().plus(config.federatedRound())))))
        .replaceWithVoid();
  }

  private static Instant earlier(FederatedQuestion question, Instant until) {
    return until.isBefore(question.expiresAt()) ? until : question.expiresAt();
  }

  private Uni<Boolean> masking(
      Mutiny.Session session, FederatedQuestion question, List<AskedSite> sites) {
    List<AskedSite> among =
        sites.stream().filter(site -> site.attempt() == question.attempt()).toList();
    if (any(among, AskedSite.JOINED) && !isOver(question)) {
      return Uni.createFrom().item(false);
    }
    if (among.size() < SITES_FOR_MASKS) {
      return silent(session, question, AskedSite.JOINED)
          .flatMap(done -> opened(session, question, among))
          .replaceWith(true);
    }
    boolean complete = among.stream().allMatch(site -> site.is(AskedSite.MASKED));
    if (complete) {
      return QuestionRows.update(
              session,
              PHASE,
              Map.of("id", question.id(), "phase", "reveal", "until", question.expiresAt()))
          .replaceWith(true);
    }
    // One that does not mask among so many cannot be added to those that do.
    return silent(session, question, AskedSite.JOINED)
        .flatMap(
            done ->
                attempt(
                    session,
                    question,
                    among.stream().filter(site -> site.is(AskedSite.MASKED)).toList(),
                    question.attempt() + 1))
        .replaceWith(true);
  }

  /** Too few sites for masks: those whose sums are whole count. */
  private Uni<Void> opened(
      Mutiny.Session session, FederatedQuestion question, List<AskedSite> among) {
    RoundSums total = RoundSums.empty();
    List<String> counted = new ArrayList<>();
    int withheld = 0;
    for (AskedSite site : among) {
      if (!site.is(AskedSite.OPEN)) {
        continue;
      }
      Optional<RoundSums> whole = whole(site.content());
      if (whole.isPresent()) {
        total = total.merge(whole.get());
        counted.add(site.site());
      } else {
        withheld++;
      }
    }
    return done(session, question, counted, total, withheld);
  }

  private Optional<RoundSums> whole(String content) {
    try {
      TransferSums sums = json.readValue(content, TransferSums.class);
      return sums.withheld() > 0 ? Optional.empty() : Optional.of(sums.vector());
    } catch (JsonProcessingException | EvidenceFault e) {
      return Optional.empty();
    }
  }

  private Uni<Boolean> revealing(
      Mutiny.Session session, FederatedQuestion question, List<AskedSite> sites) {
    List<AskedSite> among =
        sites.stream().filter(site -> site.attempt() == question.attempt()).toList();
    if (any(among, AskedSite.REFUSED)) {
      return ended(session, question).replaceWith(true);
    }
    if (any(among, AskedSite.MASKED)) {
      // Whoever has taken its mask off answers among no other sites: there is only waiting.
      return isOver(question)
          ? ended(session, question).replaceWith(true)
          : Uni.createFrom().item(false);
    }
    Optional<RoundSums> total = total(question, among);
    return (total.isPresent()
            ? done(session, question, among.stream().map(AskedSite::site).toList(), total.get(), 0)
            : ended(session, question))
        .replaceWith(true);
  }

  /** The total; the answers are added before any site's own mask is taken off. */
  private static Optional<RoundSums> total(FederatedQuestion question, List<AskedSite> among) {
    String purpose =
        SiteQuestion.purpose(
            question.id(),
            question.attempt(),
            question.asked(),
            among.stream().map(AskedSite::site).toList());
    try {
      MaskedSums sum = MaskedSums.empty();
      for (AskedSite site : among) {
        sum = sum.merge(PartialJson.read(site.content(), MaskedSums.class));
      }
      for (AskedSite site : among) {
        sum = SelfMask.off(sum, Base64.getDecoder().decode(site.secret()), purpose);
      }
      return Optional.of(sum.total(among.size()));
    } catch (EvidenceFault | IllegalArgumentException e) {
      LOG.errorf("question=%s outcome=failed masks do not cancel", question.id());
      return Optional.empty();
    }
  }

  private Uni<Void> done(
      Mutiny.Session session,
      FederatedQuestion question,
      List<String> counted,
      RoundSums total,
      int withheld) {
    return QuestionRows.update(
            session,
            DONE,
            Map.of(
                "id",
                question.id(),
                "total",
                PartialJson.write(total),
                "counted",
                String.join(" ", counted),
                "withheld",
                withheld))
        .flatMap(done -> forget(session, question));
  }

  private static Uni<Void> ended(Mutiny.Session session, FederatedQuestion question) {
    return QuestionRows.update(
            session,
            PHASE,
            Map.of("id", question.id(), "phase", "ended", "until", question.expiresAt()))
        .flatMap(done -> forget(session, question));
  }

  /** Of persons and of single sites nothing is kept. */
  private static Uni<Void> forget(Mutiny.Session session, FederatedQuestion question) {
    return QuestionRows.update(session, FORGET_PERSONS, Map.of("id", question.id()))
        .flatMap(done -> QuestionRows.update(session, FORGET_SUMS, Map.of("id", question.id())))
        .replaceWithVoid();
  }
}
