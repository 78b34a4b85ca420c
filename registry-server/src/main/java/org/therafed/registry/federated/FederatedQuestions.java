package org.therafed.registry.federated;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.registry.settings.FederatedConfig;

/** Poses questions to sites that share aggregates, and says what came of them. */
@ApplicationScoped
public class FederatedQuestions {

  /** A site that has not asked for so long is not waited for. */
  private static final Duration LATELY = Duration.ofDays(7);

  private final Mutiny.SessionFactory sessions;
  private final RoundSteps steps;
  private final FederatedConfig config;
  private final Clock clock;

  FederatedQuestions(
      Mutiny.SessionFactory sessions, RoundSteps steps, FederatedConfig config, Clock clock) {
    this.sessions = sessions;
    this.steps = steps;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Poses a question; one that is under way, or was answered, is not posed again.
   *
   * @param cut number of its data cut
   * @param body the question, JSON in its one form
   * @param own the linked persons whom the registry itself counts, by its key of a person
   * @return its id
   */
  public Uni<String> pose(
      AskedFigure asked, int cut, String body, String account, Collection<String> own) {
    Instant now = clock.instant();
    Instant expires = now.plus(config.federatedValid());
    FederatedQuestion question =
        new FederatedQuestion(
            UUID.randomUUID().toString().replace("-", ""),
            asked,
            cut,
            body,
            account,
            expires,
            Phase.JOIN,
            now.plus(config.federatedJoin()),
            1,
            null,
            List.of(),
            0,
            0,
            null);
    Map<String, String> persons = new LinkedHashMap<>();
    own.forEach(person -> persons.put(person, person));
    return sessions.withTransaction(
        session ->
            QuestionRows.same(session, asked, cut, body)
                .flatMap(
                    known ->
                        known.isPresent()
                            ? Uni.createFrom().item(known.get().id())
                            : QuestionRows.insert(session, question, now, now.minus(LATELY))
                                .flatMap(
                                    done ->
                                        QuestionRows.persons(session, question.id(), "", persons))
                                .replaceWith(question.id())));
  }

  /** A question as far as it has come; empty if there is none of the id. */
  public Uni<Optional<FederatedQuestion>> find(String id) {
    return sessions.withTransaction(
        session ->
            QuestionRows.locked(session, id)
                .flatMap(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(found)
                            : steps.advanced(session, found.get()).map(Optional::of)));
  }

  /** Notes the published answer. */
  public Uni<Void> answered(String id, String answer) {
    return sessions
        .withTransaction(
            session ->
                QuestionRows.update(
                    session,
                    "update federated_question set answer = :answer where id = :id",
                    Map.of("id", id, "answer", answer)))
        .replaceWithVoid();
  }

  /**
   * A site of a question, for the auditor.
   *
   * @param state as in the table
   * @param code why it refused; null unless it did
   */
  public record SiteState(String site, String state, String code, Instant changedAt) {}

  /** What became of a question at each site. */
  public Uni<List<SiteState>> sites(String id) {
    return sessions.withSession(
        session ->
            QuestionRows.sites(session, id)
                .map(
                    sites ->
                        sites.stream()
                            .map(
                                site ->
                                    new SiteState(
                                        site.site(), site.state(), site.code(), site.changedAt()))
                            .toList()));
  }
}
