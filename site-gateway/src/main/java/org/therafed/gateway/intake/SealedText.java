package org.therafed.gateway.intake;

import java.util.UUID;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;

/** Columns of an arrival whose texts are encrypted. */
public enum SealedText {
  /** Why it is held or refused. */
  REASONS("reasons"),
  /** What its conversion doubted. */
  NOTES("notes");

  private final String column;

  SealedText(String column) {
    this.column = column;
  }

  /** As the database keeps it; null for null. */
  public String seal(Transaction tx, UUID arrival, String text) {
    return tx.seal(text, Place.of("arrival", column, arrival));
  }

  /**
   * What {@link #seal} made; null for null.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-KEYS-007
   */
  public String open(Transaction tx, UUID arrival, String sealed) {
    return tx.open(sealed, Place.of("arrival", column, arrival));
  }
}
