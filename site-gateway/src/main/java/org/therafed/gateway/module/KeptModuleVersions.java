package org.therafed.gateway.module;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.profiles.profile.Canonical;

/** Keeps the version that a record began with in the database. */
@Singleton
class KeptModuleVersions implements ModuleVersions {

  private final Database database;
  private final KnownModules modules;

  @Inject
  KeptModuleVersions(Database database, KnownModules modules) {
    this.database = database;
    this.modules = modules;
  }

  @Override
  public String canonical(String record, String module) {
    return database.inTransaction(
        tx -> kept(tx, record, module).orElseGet(() -> keep(tx, record, module)));
  }

  private static Optional<String> kept(Transaction tx, String record, String module) {
    return tx.first(
            "select canonical from module_version where record = ?",
            row -> row.getString(1),
            tx.lookup(Lookup.RECORD_ID, record))
        .filter(canonical -> Canonical.moduleId(canonical).equals(module));
  }

  private String keep(Transaction tx, String record, String module) {
    String canonical =
        modules
            .current()
            .find(module)
            .orElseThrow(() -> ConvertCode.VALUE.with(safe("element", "module")))
            .canonical();
    tx.update(
        "insert into module_version (record, canonical) values (?, ?) on conflict (record) do"
            + " update set canonical = excluded.canonical",
        tx.lookup(Lookup.RECORD_ID, record),
        canonical);
    return canonical;
  }
}
