package org.therafed.gateway.flow;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.PersonIds;

/** Persons and what is theirs, as a merge moves it. */
@Singleton
class MergeStore {

  /** The person of an id; made where nothing has come of them yet. */
  long id(Transaction tx, PatientKey key) {
    return PersonIds.of(tx, key);
  }

  /** Arrivals of a retired person are the other's, and remember whom they name. */
  void moveArrivals(Transaction tx, long retired, long stays) {
    tx.update(
        "update arrival set named_id = coalesce(named_id, person_id), person_id = ? where person_id"
            + " = ?",
        stays,
        retired);
  }

  /**
   * Everything of a person is another's, what waits to be sent included: it keeps its place in the
   * order. Decisions on consent stay with the id that they were made under.
   */
  void merge(Transaction tx, long retired, long stays, LocalDate day) {
    moveArrivals(tx, retired, stays);
    for (String table : new String[] {"record_version", "vital_statement", "outbox"}) {
      tx.update("update " + table + " set person_id = ? where person_id = ?", stays, retired);
    }
    tx.update(
        "update person set merged_into = ?, merged_on = coalesce(merged_on, ?), recheck_on = null"
            + " where id = ? or merged_into = ?",
        stays,
        day,
        retired,
        retired);
  }
}
