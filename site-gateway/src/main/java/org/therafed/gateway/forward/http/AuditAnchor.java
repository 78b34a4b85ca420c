package org.therafed.gateway.forward.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.database.Transaction;

/**
 * Keeps the latest head of the registry's audit trail, which the registry tells with each answer
 * ({@code Therafed-Audit-Head: seq:hash}): with it an auditor sees whether the trail was cut or
 * made anew. Another hash under the number that is kept contradicts it, and stays noted.
 */
@Singleton
public class AuditAnchor {
  static final String HEADER = "Therafed-Audit-Head";

  private static final Logger LOG = Logger.getLogger(AuditAnchor.class);
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");
  private static final String KEEP =
      "insert into audit_anchor as a (seq, hash, told_at) values (?, ?, ?) on conflict (one) do"
          + " update set contradicted = a.contradicted or (a.seq = excluded.seq and a.hash <>"
          + " excluded.hash), seq = greatest(a.seq, excluded.seq), hash = case when excluded.seq >"
          + " a.seq then excluded.hash else a.hash end, told_at = case when excluded.seq > a.seq"
          + " then excluded.told_at else a.told_at end";
  private static final String KEPT = "select seq, hash, told_at, contradicted from audit_anchor";

  private final Database database;
  private final Clock clock;

  /** What was kept last: most answers tell it again. */
  private volatile String last = "";

  @Inject
  public AuditAnchor(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What is kept.
   *
   * @param head as {@code seq:hash}, the form that the registry's verification asks for
   * @param contradicted the registry has told another hash under this or an earlier kept number
   */
  public record Kept(String head, Instant toldAt, boolean contradicted) {}

  /** Keeps a head that an answer told; one that cannot be read or kept changes nothing. */
  void told(Optional<String> head) {
    Optional<Matcher> parts = head.map(FORM::matcher).filter(Matcher::matches);
    if (parts.isEmpty() || parts.get().group().equals(last)) {
      return;
    }
    long seq = Long.parseLong(parts.get().group(1));
    String hash = parts.get().group(2);
    try {
      database.inTransaction(t -> t.update(KEEP, seq, hash, clock.instant()));
      last = parts.get().group();
      if (kept().orElseThrow().contradicted()) {
        LOG.warn("The registry's audit trail contradicts what it was: see GET /ops/audit-head.");
      }
    } catch (DatabaseFault later) {
      // The next answer tells it again.
      LOG.debug("The registry's audit head was not kept.");
    }
  }

  /** The head that is kept; empty before any was told. */
  public Optional<Kept> kept() {
    return database.inTransaction(
        t ->
            t.first(
                KEPT,
                row ->
                    new Kept(
                        row.getLong(1) + ":" + row.getString(2),
                        Transaction.instant(row, "told_at"),
                        row.getBoolean(4))));
  }
}
