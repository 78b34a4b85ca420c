package org.therafed.registry.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.DatabaseFailures;
import org.therafed.registry.fault.RegistryCode;

/**
 * Applies a message that is no transfer but has a number among the site's transfers, wholly or not
 * at all, and once: a repeat of it gets the first receipt.
 */
@ApplicationScoped
public class NumberedMessages {

  private static final String CLAIM =
      "insert into transfer (site, sequence, sha256, resources, receipt, received_at) values"
          + " (:site, :sequence, :sha256, 0, '', :at) on conflict do nothing";
  private static final String EARLIER =
      "select sha256, receipt from transfer where site = :site and sequence = :sequence";
  private static final String FINISH =
      "update transfer set receipt = :receipt where site = :site and sequence = :sequence";
  private static final int RETRIES = 4;

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  NumberedMessages(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** What a message does, in the transaction that takes its number. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it; answers the receipt.
     *
     * @param openCut number of the cut that all of it belongs to
     */
    Uni<String> apply(Mutiny.Session session, int openCut);
  }

  /**
   * Applies a message; answers its receipt.
   *
   * @param bytes what was signed
   * @throws Fault (as failure) RG-INGEST-003 for a number used otherwise, those of the work, and
   *     RG-STORE-001 if the database cannot be used
   */
  public Uni<String> apply(SiteId site, TransferSequence sequence, byte[] bytes, Work work) {
    Message message = new Message(site.value(), sequence.value(), sha256(bytes), work);
    return Uni.createFrom()
        .deferred(() -> once(message))
        .onFailure(DatabaseFailures::raced)
        .retry()
        .atMost(RETRIES)
        .onFailure(DatabaseFailures::caused)
        .transform(RegistryCode.STORE_UNAVAILABLE::with);
  }

  private record Message(String site, long sequence, String sha256, Work work) {}

  private Uni<String> once(Message message) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(CLAIM)
                .setParameter("site", message.site())
                .setParameter("sequence", message.sequence())
                .setParameter("sha256", message.sha256())
                .setParameter("at", ArrivalMonth.of(clock))
                .executeUpdate()
                .flatMap(rows -> rows == 1 ? first(session, message) : earlier(session, message)));
  }

  private static Uni<String> first(Mutiny.Session session, Message message) {
    return OpenCut.number(session)
        .flatMap(open -> message.work().apply(session, open))
        .flatMap(
            receipt ->
                session
                    .createNativeQuery(FINISH)
                    .setParameter("receipt", receipt)
                    .setParameter("site", message.site())
                    .setParameter("sequence", message.sequence())
                    .executeUpdate()
                    .replaceWith(receipt));
  }

  private static Uni<String> earlier(Mutiny.Session session, Message message) {
    return session
        .createNativeQuery(EARLIER, Object[].class)
        .setParameter("site", message.site())
        .setParameter("sequence", message.sequence())
        .getSingleResult()
        .map(
            row -> {
              if (!message.sha256().equals(row[0])) {
                throw RegistryCode.SEQUENCE_REUSED.with(Fault.safe("sequence", message.sequence()));
              }
              return (String) row[1];
            });
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }
}
