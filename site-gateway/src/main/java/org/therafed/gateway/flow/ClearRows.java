package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.consent.optout.OptOuts;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.nationalid.NationalId;
import org.therafed.gateway.intake.PersonIds;
import org.therafed.gateway.intake.SealedContent;
import org.therafed.gateway.intake.SealedText;

/**
 * Seals what a gateway of an earlier version has kept in clear, before anything else is done: who
 * is looked up by a keyed digest must be found by it. Rows are taken some at a time, each with what
 * it was; a stop in between is made up for at the next start. Then the tables are written anew, so
 * that no file of the database holds what the rows held before.
 */
@Singleton
class ClearRows {

  private static final Logger LOG = Logger.getLogger(ClearRows.class);
  private static final int ROWS_AT_ONCE = 500;

  /** Of each kind some, which the next transaction does not find any more. */
  private static final String NEXT = " where clear limit " + ROWS_AT_ONCE;

  private final Database database;

  @Inject
  ClearRows(Database database) {
    this.database = database;
  }

  @FunctionalInterface
  private interface Some {
    /** Seals some rows; answers how many there were. */
    int seal(Transaction tx);
  }

  private record Table(String name, Some rows) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("person", ClearRows::persons),
          new Table("person_alias", ClearRows::aliases),
          new Table("arrival", ClearRows::arrivals),
          new Table("consent_decision", ClearRows::decisions),
          new Table("unread_consent", ClearRows::unread),
          new Table("vital_statement", ClearRows::statements),
          new Table("record_version", ClearRows::records),
          new Table("module_version", ClearRows::modules),
          new Table("opt_out", ClearRows::optOuts),
          new Table("watched_file", ClearRows::files));

  /** Seals all of it; answers how many rows there were. */
  long seal() {
    long all = 0;
    for (Table table : TABLES) {
      long ofTable = 0;
      int some = 1;
      while (some > 0) {
        some = database.inTransaction(tx -> seal(tx, table));
        ofTable += some;
      }
      if (ofTable > 0) {
        LOG.infof("stage=storage action=seal table=%s rows=%d", table.name(), ofTable);
      }
      all += ofTable;
    }
    boolean rewritten =
        database
            .inTransaction(
                tx -> tx.first("select rewritten from key_check", row -> row.getBoolean(1)))
            .orElse(true);
    if (!rewritten) {
      rewrite();
    }
    return all;
  }

  private static int seal(Transaction tx, Table table) {
    int some = table.rows().seal(tx);
    if (some > 0) {
      tx.update("update key_check set rewritten = false");
    }
    return some;
  }

  /**
   * The rows of before still stand in the tables' files until those are written anew, in the
   * planner's statistics, and in the database's own log of changes, whose segments are used again
   * rather than removed. Where this fails the gateway goes on, and tries again at the next start.
   */
  private void rewrite() {
    try {
      TABLES.forEach(table -> database.alone("vacuum (full, analyze) " + table.name()));
      // Values of before may stand among the planner's statistics.
      database.alone("vacuum full pg_catalog.pg_statistic");
      database.alone("alter system set wal_recycle = off");
      database.alone("select pg_reload_conf()");
      for (int i = 0; i < 2; i++) {
        database.alone("select pg_switch_wal()");
        database.alone("checkpoint");
      }
      database.alone("alter system reset wal_recycle");
      database.alone("select pg_reload_conf()");
      database.inTransaction(tx -> tx.update("update key_check set rewritten = true"));
    } catch (DatabaseFault fault) {
      LOG.warnf("stage=storage action=rewrite outcome=left sqlstate=%s", fault.sqlState());
    }
  }

  private static int persons(Transaction tx) {
    List<Object[]> rows =
        tx.list(
            "select id, issuer, patient_id, national_id, patient from person" + NEXT,
            row -> {
              long id = row.getLong(1);
              PatientKey key = new PatientKey(row.getString(2), row.getString(3));
              PersonIds.Digests digests = PersonIds.Digests.of(tx, key);
              NationalId national =
                  row.getString(4) == null ? null : NationalId.read(row.getString(4)).orElse(null);
              return new Object[] {
                digests.issuer(),
                digests.id(),
                PersonIds.seal(tx, digests, key),
                tx.seal(row.getString(4), Place.of("person", "national_id", id)),
                national == null ? null : national.country(),
                national == null ? null : tx.lookup(Lookup.NATIONAL_ID, national.value()),
                tx.seal(row.getString(5), Place.of("person", "patient", id)),
                id
              };
            });
    tx.batch(
        "update person set issuer = ?, patient_id = ?, identity = ?, national_id = ?,"
            + " national_country = ?, national_lookup = ?, patient = ?, clear = false where id = ?",
        rows);
    return rows.size();
  }

  private static int aliases(Transaction tx) {
    List<Object[]> rows =
        tx.list(
            "select fhir_id from person_alias" + NEXT,
            row -> new Object[] {tx.lookup(Lookup.FHIR_ID, row.getString(1)), row.getString(1)});
    tx.batch("update person_alias set fhir_id = ?, clear = false where fhir_id = ?", rows);
    return rows.size();
  }

  private static int arrivals(Transaction tx) {
    List<UUID> ids = tx.list("select id from arrival" + NEXT, row -> row.getObject(1, UUID.class));
    // One at a time: a content may have any size that the gateway takes.
    ids.forEach(id -> arrival(tx, id));
    return ids.size();
  }

  private static void arrival(Transaction tx, UUID id) {
    List<Object[]> row =
        tx.list(
            "select business_key, group_key, content_sha256, content, waits_for, reasons, notes,"
                + " needs from arrival where id = ?",
            r ->
                new Object[] {
                  tx.lookup(Lookup.RECORD_KEY, r.getString(1)),
                  tx.lookup(Lookup.GROUP, r.getString(2)),
                  tx.lookup(Lookup.CONTENT, r.getString(3)),
                  r.getBytes(4) == null
                      ? null
                      : SealedContent.seal(tx, id, r.getString(3), r.getBytes(4)),
                  tx.lookup(Lookup.FHIR_ID, r.getString(5)),
                  SealedText.REASONS.seal(tx, id, r.getString(6)),
                  SealedText.NOTES.seal(tx, id, r.getString(7)),
                  texts(tx, r, 8, Lookup.RECORD_ID),
                  id
                },
            id);
    tx.batch(
        "update arrival set business_key = ?, group_key = ?, content_sha256 = ?, content = ?,"
            + " waits_for = ?, reasons = ?, notes = ?, needs = ?, clear = false where id = ?",
        row);
  }

  private static int decisions(Transaction tx) {
    List<Object[]> rows =
        tx.list(
            "select arrival_id, position, keys from consent_decision" + NEXT,
            row ->
                new Object[] {
                  texts(tx, row, 3, Lookup.RECORD_KEY), row.getObject(1), row.getInt(2)
                });
    tx.batch(
        "update consent_decision set keys = ?, clear = false where arrival_id = ? and position = ?",
        rows);
    return rows.size();
  }

  private static int unread(Transaction tx) {
    List<Object[]> rows =
        tx.list(
            "select arrival_id, position, keys, waits_for from unread_consent" + NEXT,
            row ->
                new Object[] {
                  texts(tx, row, 3, Lookup.RECORD_KEY),
                  tx.lookup(Lookup.FHIR_ID, row.getString(4)),
                  row.getObject(1),
                  row.getInt(2)
                });
    tx.batch(
        "update unread_consent set keys = ?, waits_for = ?, clear = false where arrival_id = ? and"
            + " position = ?",
        rows);
    return rows.size();
  }

  private static int statements(Transaction tx) {
    List<Object[]> rows =
        tx.list(
            "select arrival_id, record_id, on_day from vital_statement" + NEXT,
            row ->
                new Object[] {
                  tx.lookup(Lookup.RECORD_ID, row.getString(2)),
                  tx.seal(row.getString(3), VitalStatuses.day(row.getObject(1, UUID.class))),
                  row.getObject(1),
                  row.getString(2)
                });
    tx.batch(
        "update vital_statement set record_id = ?, on_day = ?, clear = false where arrival_id = ?"
            + " and record_id = ?",
        rows);
    return rows.size();
  }

  private static int records(Transaction tx) {
    List<String> ids =
        tx.list("select record_id from record_version" + NEXT, row -> row.getString(1)).stream()
            .distinct()
            .toList();
    tx.batch(
        "update record_version set record_id = ?, clear = false where record_id = ? and clear",
        ids.stream().map(id -> new Object[] {tx.lookup(Lookup.RECORD_ID, id), id}).toList());
    return ids.size();
  }

  private static int modules(Transaction tx) {
    List<String> ids = tx.list("select record from module_version" + NEXT, row -> row.getString(1));
    tx.batch(
        "update module_version set record = ?, clear = false where record = ?",
        ids.stream().map(id -> new Object[] {tx.lookup(Lookup.RECORD_ID, id), id}).toList());
    return ids.size();
  }

  private static int optOuts(Transaction tx) {
    List<Object[]> rows =
        tx.list(
            "select id, kind, issuer, value, folded from opt_out" + NEXT,
            row ->
                new Object[] {
                  OptOuts.issuer(tx, row.getString(2), row.getString(3)),
                  tx.lookup(Lookup.PATIENT_ID, row.getString(4)),
                  tx.lookup(Lookup.NATIONAL_ID, row.getString(5)),
                  row.getLong(1)
                });
    tx.batch(
        "update opt_out set issuer = ?, value = ?, folded = ?, clear = false where id = ?", rows);
    return rows.size();
  }

  private static int files(Transaction tx) {
    List<Object[]> rows =
        tx.list(
            "select id, identity, name, report from watched_file" + NEXT,
            row -> {
              long id = row.getLong(1);
              return new Object[] {
                tx.seal(row.getString(2), Place.of("watched_file", "identity", id)),
                tx.seal(row.getString(3), Place.of("watched_file", "name", id)),
                tx.seal(row.getBytes(4), Place.of("watched_file", "report", id)),
                id
              };
            });
    tx.batch(
        "update watched_file set identity = ?, name = ?, report = ?, clear = false where id = ?",
        rows);
    return rows.size();
  }

  /** The keyed digests of an array of texts; null for null. */
  private static List<String> texts(Transaction tx, ResultSet row, int column, Lookup kind)
      throws SQLException {
    Array array = row.getArray(column);
    return array == null ? null : tx.lookups(kind, Arrays.asList((String[]) array.getArray()));
  }
}
