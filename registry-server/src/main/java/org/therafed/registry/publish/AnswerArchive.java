package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;

/** Keeps every answer as it was published, so that it can be cited. */
@ApplicationScoped
public class AnswerArchive {

  private static final String KEEP =
      "insert into answer (id, cut, question, module, arm, basis, body, body_sha256) values (:id,"
          + " :cut, :question, :module, :arm, :basis, :body, :sha256) on conflict (cut, question,"
          + " basis, body_sha256) do nothing";
  private static final String ID =
      "select id from answer where cut = :cut and question = :question and basis = :basis and"
          + " body_sha256 = :sha256";
  private static final String FIND =
      "select cut, module, arm, basis, body from answer where id = :id";

  /**
   * A kept answer.
   *
   * @param cut number of its data cut
   * @param module id of its therapy module
   * @param arm label of its arm
   * @param body JSON as it was published, without its id
   */
  record Kept(int cut, String module, String arm, String basis, String body) {}

  private final Mutiny.SessionFactory sessions;

  AnswerArchive(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Keeps an answer; the same answer again keeps the id that it had. */
  Uni<String> keep(DataCut cut, Question question, String basis, String body) {
    String sha256 = sha256(body);
    return sessions.withTransaction(
        session ->
            id(session, cut, question, basis, sha256)
                .flatMap(
                    known ->
                        known != null
                            ? Uni.createFrom().item(known)
                            : insert(session, cut, question, basis, body, sha256)
                                .flatMap(done -> id(session, cut, question, basis, sha256))));
  }

  /** The answer of an id. */
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
                                        ((Number) found[0]).intValue(),
                                        (String) found[1],
                                        (String) found[2],
                                        (String) found[3],
                                        (String) found[4]))));
  }

  private static Uni<String> id(
      Mutiny.Session session, DataCut cut, Question question, String basis, String sha256) {
    return session
        .createNativeQuery(ID, String.class)
        .setParameter("cut", cut.number())
        .setParameter("question", question.key())
        .setParameter("basis", basis)
        .setParameter("sha256", sha256)
        .getSingleResultOrNull();
  }

  private static Uni<Integer> insert(
      Mutiny.Session session,
      DataCut cut,
      Question question,
      String basis,
      String body,
      String sha256) {
    return session
        .createNativeQuery(KEEP)
        .setParameter("id", UUID.randomUUID().toString())
        .setParameter("cut", cut.number())
        .setParameter("question", question.key())
        .setParameter("module", question.module().id())
        .setParameter("arm", question.arm().label())
        .setParameter("basis", basis)
        .setParameter("body", body)
        .setParameter("sha256", sha256)
        .executeUpdate();
  }

  /** By which an answer that was kept before is known. */
  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }
}
