package org.therafed.gateway.intake;

import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Transaction;

/** The gateway's own numbers of persons, by the ids that hospitals give them. */
public final class PersonIds {

  private static final String FIND = "select id from person where issuer = ? and patient_id = ?";

  private PersonIds() {}

  /** The person of an id; made where nothing has come of them yet. */
  public static long of(Transaction tx, PatientKey key) {
    Optional<Long> known = tx.first(FIND, row -> row.getLong(1), key.issuer(), key.id());
    if (known.isPresent()) {
      return known.get();
    }
    tx.update(
        "insert into person (issuer, patient_id) values (?, ?) on conflict do nothing",
        key.issuer(),
        key.id());
    return tx.first(FIND, row -> row.getLong(1), key.issuer(), key.id()).orElseThrow();
  }
}
