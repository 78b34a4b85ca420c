package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.fault.KeyCode;
import org.therafed.profiles.outcome.Fault;

/**
 * Whether the keys in the data folder are those that the records in the database were keyed and
 * encrypted with. A folder that was lost and made anew would else change every pseudonym, and could
 * open nothing, without a word.
 */
@Singleton
class KeyCheck {

  private static final String PROBE = "therafed";
  private static final Place PLACE = Place.of("key_check", "storage_probe", "one");

  private final Database database;
  private final KeyCustody custody;

  @Inject
  KeyCheck(Database database, KeyCustody custody) {
    this.database = database;
    this.custody = custody;
  }

  private record Kept(String print, Optional<String> storage, Optional<String> probe) {}

  /**
   * Looks, and remembers the keys at the first start.
   *
   * @throws Fault GW-KEYS-005 or -006
   */
  void verify() {
    database.inTransaction(
        tx -> {
          tx.update(
              "insert into key_check (print) values (?) on conflict do nothing", custody.print());
          Kept kept =
              tx.first(
                      "select print, storage_print, storage_probe from key_check",
                      row ->
                          new Kept(
                              row.getString(1),
                              Optional.ofNullable(row.getString(2)),
                              Optional.ofNullable(row.getString(3))))
                  .orElseThrow();
          if (!kept.print().equals(custody.print())) {
            throw KeyCode.OTHER.with();
          }
          if (kept.storage().filter(print -> !print.equals(storagePrint(tx))).isPresent()
              || kept.probe().filter(probe -> !opens(tx, probe)).isPresent()) {
            throw KeyCode.STORAGE.with();
          }
          remember(tx);
          return null;
        });
  }

  /**
   * Remembers the latest version of the storage keys: a copy of the keys that lacks it stops the
   * start.
   */
  void remember() {
    database.inTransaction(
        tx -> {
          remember(tx);
          return null;
        });
  }

  private static void remember(Transaction tx) {
    tx.update(
        "update key_check set storage_print = ?, storage_probe = ?",
        storagePrint(tx),
        tx.seal(PROBE, PLACE));
  }

  private static String storagePrint(Transaction tx) {
    return tx.lookup(Lookup.RECORD_KEY, "key-check");
  }

  private static boolean opens(Transaction tx, String probe) {
    try {
      return PROBE.equals(tx.open(probe, PLACE));
    } catch (Fault other) {
      return false;
    }
  }
}
