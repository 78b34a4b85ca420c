package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.cuts.DataCut;

/** Keeps which answers were given to a question as JSON, so that it can be cited as a whole. */
@ApplicationScoped
public class QuestionArchive {

  private static final String KEEP =
      "insert into question_answer (id, cut, question, arms, digest) values (:id, :cut, :question,"
          + " :arms, :digest) on conflict (digest) do nothing";
  private static final String ID = "select id from question_answer where digest = :digest";
  private static final String FIND = "select question, arms from question_answer where id = :id";

  /**
   * A kept one.
   *
   * @param question JSON with its cut
   * @param arms ids of its arms' answers
   */
  record Kept(String question, List<String> arms) {
    Kept {
      arms = List.copyOf(arms);
    }
  }

  private final Mutiny.SessionFactory sessions;

  QuestionArchive(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Keeps a question with its answers; the same ones again keep the id that they had. */
  Uni<String> keep(DataCut cut, String question, List<String> arms) {
    String listed = String.join(" ", arms);
    String digest = AnswerArchive.sha256(question + "\n" + listed);
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(KEEP)
                .setParameter("id", UUID.randomUUID().toString())
                .setParameter("cut", cut.number())
                .setParameter("question", question)
                .setParameter("arms", listed)
                .setParameter("digest", digest)
                .executeUpdate()
                .flatMap(
                    done ->
                        session
                            .createNativeQuery(ID, String.class)
                            .setParameter("digest", digest)
                            .getSingleResult()));
  }

  /** The one of an id. */
  Uni<Optional<Kept>> find(String id) {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(FIND, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(
                    row ->
                        Optional.ofNullable(row)
                            .map(
                                found ->
                                    new Kept(
                                        (String) found[0],
                                        List.of(((String) found[1]).split(" ", -1))))));
  }
}
