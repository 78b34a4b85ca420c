package org.therafed.registry.remap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.registry.fault.DatabaseFailures;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.store.ArrivalMonth;
import org.therafed.registry.store.OpenCut;

/**
 * Applies a message wholly or not at all, and once: it has its number among the site's transfers,
 * and a repeat of it gets the first receipt.
 */
@ApplicationScoped
class Remaps {

  private static final String CLAIM =
      "insert into transfer (site, sequence, sha256, resources, receipt, received_at) values"
          + " (:site, :sequence, :sha256, 0, :receipt, :at) on conflict do nothing";
  private static final String EARLIER =
      "select sha256, receipt from transfer where site = :site and sequence = :sequence";
  private static final int RETRIES = 4;

  private final Mutiny.SessionFactory sessions;
  private final PatientMove move;
  private final Clock clock;

  Remaps(Mutiny.SessionFactory sessions, PatientMove move, Clock clock) {
    this.sessions = sessions;
    this.move = move;
    this.clock = clock;
  }

  /**
   * Applies a message; answers its receipt.
   *
   * @throws Fault (as failure) RG-INGEST-003 for a number used otherwise, and see {@link
   *     PatientMove}; RG-STORE-001 if the database cannot be used
   */
  Uni<String> apply(PseudonymRemap remap) {
    String digest = sha256(remap.bytes());
    return Uni.createFrom()
        .deferred(() -> once(remap, digest))
        .onFailure(DatabaseFailures::raced)
        .retry()
        .atMost(RETRIES)
        .onFailure(DatabaseFailures::caused)
        .transform(RegistryCode.STORE_UNAVAILABLE::with);
  }

  private Uni<String> once(PseudonymRemap remap, String digest) {
    String site = remap.site().value();
    long sequence = remap.sequence().value();
    String receipt = "{\"sequence\":" + sequence + ",\"moves\":" + remap.moves().size() + "}";
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(CLAIM)
                .setParameter("site", site)
                .setParameter("sequence", sequence)
                .setParameter("sha256", digest)
                .setParameter("receipt", receipt)
                .setParameter("at", ArrivalMonth.of(clock))
                .executeUpdate()
                .flatMap(
                    rows ->
                        rows == 1
                            ? moves(session, remap).replaceWith(receipt)
                            : earlier(session, site, sequence, digest)));
  }

  private Uni<Void> moves(Mutiny.Session session, PseudonymRemap remap) {
    return OpenCut.number(session)
        .flatMap(
            openCut ->
                Multi.createFrom()
                    .iterable(remap.moves())
                    .onItem()
                    .transformToUniAndConcatenate(
                        each ->
                            move.apply(session, remap.site().value(), each, openCut)
                                .replaceWith(Boolean.TRUE))
                    .collect()
                    .last())
        .replaceWithVoid();
  }

  private static Uni<String> earlier(
      Mutiny.Session session, String site, long sequence, String digest) {
    return session
        .createNativeQuery(EARLIER, Object[].class)
        .setParameter("site", site)
        .setParameter("sequence", sequence)
        .getSingleResult()
        .map(
            row -> {
              if (!digest.equals(row[0])) {
                throw RegistryCode.SEQUENCE_REUSED.with(Fault.safe("sequence", sequence));
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
