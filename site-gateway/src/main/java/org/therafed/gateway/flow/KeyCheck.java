package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.fault.KeyCode;

/**
 * Whether the keys in the data folder are those that the records in the database were keyed with. A
 * folder that was lost and made anew would else change every pseudonym without a word.
 */
@Singleton
class KeyCheck {

  private final Database database;
  private final KeyCustody custody;

  @Inject
  KeyCheck(Database database, KeyCustody custody) {
    this.database = database;
    this.custody = custody;
  }

  /**
   * Looks, and remembers the keys at the first start.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-KEYS-005
   */
  void verify() {
    database.inTransaction(
        tx -> {
          tx.update(
              "insert into key_check (print) values (?) on conflict do nothing", custody.print());
          boolean same =
              tx.first("select print from key_check", row -> row.getString(1))
                  .filter(custody.print()::equals)
                  .isPresent();
          if (!same) {
            throw KeyCode.OTHER.with();
          }
          return null;
        });
  }
}
