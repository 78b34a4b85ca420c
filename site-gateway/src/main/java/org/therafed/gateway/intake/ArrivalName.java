package org.therafed.gateway.intake;

import java.util.List;
import java.util.UUID;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;

/**
 * A name by which the sending system knows what came, so that somebody can ask what became of it.
 * It is kept as a keyed digest and goes with the person's erasure.
 *
 * @param kind {@link Lookup#MESSAGE} or {@link Lookup#ACCESSION}
 */
public record ArrivalName(Lookup kind, String value) {

  /** Longer ones are nobody's number. */
  private static final int LONGEST = 256;

  /** Whether there is something to look up. */
  public boolean isUsable() {
    return !value.isBlank() && value.length() <= LONGEST;
  }

  /** The arrivals of a name, the latest first. */
  public List<UUID> arrivals(Transaction tx, int limit) {
    return tx.list(
        "select a.id from arrival_name n join arrival a on a.id = n.arrival_id where n.name = ?"
            + " order by a.seq desc limit ?",
        row -> row.getObject(1, UUID.class),
        digest(tx),
        limit);
  }

  String digest(Transaction tx) {
    return tx.lookup(kind, value.strip());
  }

  /** Without the name, for logs. */
  @Override
  public String toString() {
    return "ArrivalName[" + kind + "]";
  }
}
