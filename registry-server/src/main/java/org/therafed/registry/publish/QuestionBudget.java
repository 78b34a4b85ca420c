package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.settings.RegistryConfig;

/**
 * How many different questions a person may ask of one data cut. It is counted the same whether an
 * answer was released, and whether somebody else had asked before; the same question again is free.
 */
@ApplicationScoped
public class QuestionBudget {

  private static final String ASKED =
      "insert into question_asked (account, cut, question) values (:account, :cut, :question) on"
          + " conflict do nothing";
  private static final String COUNT =
      "select count(*) as asked from question_asked where account = :account and cut = :cut";

  private final Mutiny.SessionFactory sessions;
  private final int most;

  QuestionBudget(Mutiny.SessionFactory sessions, RegistryConfig config) {
    this.sessions = sessions;
    this.most = config.questionBudget();
  }

  /**
   * Counts a question.
   *
   * @param account who asks
   * @throws Fault (as failure) RG-QUESTION-003 if it is one more than the budget; it is not counted
   */
  Uni<Void> spend(String account, DataCut cut, Question question) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(ASKED)
                .setParameter("account", account)
                .setParameter("cut", cut.number())
                .setParameter("question", question.key())
                .executeUpdate()
                .flatMap(
                    added ->
                        added == 0 ? Uni.createFrom().voidItem() : within(session, account, cut)));
  }

  private Uni<Void> within(Mutiny.Session session, String account, DataCut cut) {
    return session
        .createNativeQuery(COUNT, Long.class)
        .setParameter("account", account)
        .setParameter("cut", cut.number())
        .getSingleResult()
        .invoke(
            asked -> {
              if (asked > most) {
                throw RegistryCode.QUESTION_BUDGET.with(Fault.safe("budget", most));
              }
            })
        .replaceWithVoid();
  }
}
