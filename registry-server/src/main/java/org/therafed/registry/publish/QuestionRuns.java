package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.projects.Asker;

/**
 * Questions that are answered in the background, in the database: any process may go on with one.
 */
@ApplicationScoped
class QuestionRuns {

  static final Duration KEPT = Duration.ofHours(24);

  /** So long one is left to the process that is at it; it says again and again that it is. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final int MOST_OF_ONE = 4;

  private static final String EXPIRE = "delete from question_run where expires_at <= :now";
  private static final String RUNNING =
      "select count(*) from question_run where account = :account and state = 'running'";
  private static final String ACCOUNT_IN_TURN =
      "select cast(pg_advisory_xact_lock(7064982, hashtext(cast(:account as text))) as text) as"
          + " locked";
  private static final String START =
      "insert into question_run (id, account, administrator, question, state, months, expires_at,"
          + " leased_until) values (:id, :account, :administrator, :question, 'running', :months,"
          + " :end, :now)";
  private static final String TAKE =
      "with taken as (update question_run set leased_until = :until where id = (select id from"
          + " question_run where state = 'running' and leased_until <= :now and expires_at > :now"
          + " order by expires_at limit 1 for update skip locked) returning id, account,"
          + " administrator, question, months) select id, account, administrator, question, months"
          + " from taken";
  private static final String EXTEND =
      "update question_run set leased_until = :until where id = :id and state = 'running'";
  private static final String REACHED =
      "update question_run set done = greatest(done, :done), leased_until = :until where id = :id"
          + " and state = 'running'";
  private static final String DONE =
      "update question_run set state = 'done', done = months, answer = :answer where id = :id and"
          + " state = 'running'";
  private static final String FAILED =
      "update question_run set state = 'failed', code = :code where id = :id and state = 'running'";
  private static final String STATUS =
      "select state, done, months, answer, code from question_run where id = :id and account ="
          + " :account and expires_at > :now";
  private static final String CANCEL =
      "delete from question_run where id = :id and account = :account";

  /** One to be worked on. */
  record Taken(String id, Asker asker, String question, int months) {}

  /**
   * How far one is.
   *
   * @param state running, done or failed
   * @param answer id of the answer; null before
   * @param code why it failed; null otherwise
   */
  record Status(String state, int done, int months, String answer, String code) {}

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  QuestionRuns(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Starts one.
   *
   * @param question JSON with its cut
   * @param months how many it has to go through
   * @return its id
   * @throws Fault (as failure) RG-RUN-002 if the account has as many under way as it may
   */
  Uni<String> start(Asker asker, String question, int months) {
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(ACCOUNT_IN_TURN, String.class)
                .setParameter("account", asker.account())
                .getSingleResult()
                .flatMap(
                    locked ->
                        session
                            .createNativeQuery(RUNNING, Long.class)
                            .setParameter("account", asker.account())
                            .getSingleResult())
                .invoke(
                    running -> {
                      if (running >= MOST_OF_ONE) {
                        throw RegistryCode.RUN_LIMIT.with();
                      }
                    })
                .flatMap(
                    few ->
                        session
                            .createNativeQuery(START)
                            .setParameter("id", id)
                            .setParameter("account", asker.account())
                            .setParameter("administrator", asker.administrator())
                            .setParameter("question", question)
                            .setParameter("months", months)
                            .setParameter("now", now)
                            .setParameter("end", now.plus(KEPT))
                            .executeUpdate())
                .replaceWith(id));
  }

  /** Deletes those whose time is over. */
  Uni<Void> expire() {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(EXPIRE)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .replaceWithVoid());
  }

  /** One at which nobody is, the oldest first. */
  Uni<Optional<Taken>> take() {
    Instant now = clock.instant();
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(TAKE, Object[].class)
                .setParameter("now", now)
                .setParameter("until", now.plus(LEASE))
                .getSingleResultOrNull()
                .map(
                    row ->
                        Optional.ofNullable(row)
                            .map(
                                one ->
                                    new Taken(
                                        (String) one[0],
                                        new Asker((String) one[1], (Boolean) one[2]),
                                        (String) one[3],
                                        ((Number) one[4]).intValue()))));
  }

  /** Says that this process is still at some. */
  Uni<Void> extend(Collection<String> ids) {
    Instant until = clock.instant().plus(LEASE);
    return sessions.withTransaction(
        session -> {
          Uni<Integer> all = Uni.createFrom().item(0);
          for (String id : ids) {
            all =
                all.flatMap(
                    done ->
                        session
                            .createNativeQuery(EXTEND)
                            .setParameter("until", until)
                            .setParameter("id", id)
                            .executeUpdate());
          }
          return all.replaceWithVoid();
        });
  }

  /**
   * Keeps how far one has come.
   *
   * @throws Fault (as failure) RG-RUN-001 if it was cancelled
   */
  Uni<Void> reached(String id, int done) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(REACHED)
                    .setParameter("id", id)
                    .setParameter("done", done)
                    .setParameter("until", clock.instant().plus(LEASE))
                    .executeUpdate())
        .invoke(
            running -> {
              if (running == 0) {
                throw RegistryCode.RUN_UNKNOWN.with();
              }
            })
        .replaceWithVoid();
  }

  /** Keeps the id of its answer. */
  Uni<Void> done(String id, String answer) {
    return end(DONE, id, "answer", answer);
  }

  /** Keeps why there is no answer. */
  Uni<Void> failed(String id, String code) {
    return end(FAILED, id, "code", code);
  }

  private Uni<Void> end(String sql, String id, String name, String value) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(sql)
                .setParameter("id", id)
                .setParameter(name, value)
                .executeUpdate()
                .replaceWithVoid());
  }

  /**
   * How far one of the account's is.
   *
   * @throws Fault (as failure) RG-RUN-001 if there is none
   */
  Uni<Status> status(String id, String account) {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(STATUS, Object[].class)
                .setParameter("id", id)
                .setParameter("account", account)
                .setParameter("now", clock.instant())
                .getSingleResultOrNull()
                .map(
                    row -> {
                      if (row == null) {
                        throw RegistryCode.RUN_UNKNOWN.with();
                      }
                      return new Status(
                          (String) row[0],
                          ((Number) row[1]).intValue(),
                          ((Number) row[2]).intValue(),
                          (String) row[3],
                          (String) row[4]);
                    }));
  }

  /**
   * Ends one of the account's; whoever is at it stops at its next month.
   *
   * @throws Fault (as failure) RG-RUN-001 if there is none
   */
  Uni<Void> cancel(String id, String account) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(CANCEL)
                    .setParameter("id", id)
                    .setParameter("account", account)
                    .executeUpdate())
        .invoke(
            gone -> {
              if (gone == 0) {
                throw RegistryCode.RUN_UNKNOWN.with();
              }
            })
        .replaceWithVoid();
  }
}
