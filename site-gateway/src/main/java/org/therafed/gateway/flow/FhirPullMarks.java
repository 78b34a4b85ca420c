package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;

/** Up to when FHIR servers were asked, and the exports that they are preparing. */
@Singleton
class FhirPullMarks {

  private final Database database;

  @Inject
  FhirPullMarks(Database database) {
    this.database = database;
  }

  /**
   * How far a server was asked.
   *
   * @param consentsUntil what was decided before has come by search
   * @param exportedUntil what was changed before has come by export
   */
  record Mark(
      Optional<Instant> consentsUntil, Optional<Instant> exportedUntil, Optional<Export> export) {
    private static final Mark NONE = new Mark(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * An export under way.
   *
   * @param next when its state may be asked for
   * @param whole whether it holds everything, and not only what was changed
   */
  record Export(URI url, Instant began, Instant next, boolean whole) {
    @Override
    public String toString() {
      return "Export[began=" + began + "]";
    }
  }

  Mark of(String source) {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select * from fhir_pull_mark where source = ?",
                    row ->
                        new Mark(
                            Optional.ofNullable(Transaction.instant(row, "consents_until")),
                            Optional.ofNullable(Transaction.instant(row, "exported_until")),
                            row.getString("export_url") == null
                                ? Optional.empty()
                                : Optional.of(
                                    new Export(
                                        URI.create(row.getString("export_url")),
                                        Transaction.instant(row, "export_began"),
                                        Transaction.instant(row, "export_next"),
                                        row.getBoolean("export_whole")))),
                    source))
        .orElse(Mark.NONE);
  }

  void consents(String source, Instant until) {
    set(
        "insert into fhir_pull_mark (source, consents_until) values (?, ?) on conflict (source)"
            + " do update set consents_until = excluded.consents_until",
        source,
        until);
  }

  void exporting(String source, Export export) {
    set(
        "insert into fhir_pull_mark (source, export_url, export_began, export_next, export_whole)"
            + " values (?, ?, ?, ?, ?) on conflict (source) do update set export_url ="
            + " excluded.export_url, export_began = excluded.export_began, export_next ="
            + " excluded.export_next, export_whole = excluded.export_whole",
        source,
        export.url().toString(),
        export.began(),
        export.next(),
        export.whole());
  }

  /** The server knows it no longer, or it took too long. */
  void dropExport(String source) {
    set("update fhir_pull_mark set export_url = null where source = ?", source);
  }

  /** All of it has come. */
  void exported(String source, Instant until) {
    set(
        "update fhir_pull_mark set export_url = null, exported_until = ? where source = ?",
        until,
        source);
  }

  private void set(String sql, Object... parameters) {
    database.inTransaction(tx -> tx.update(sql, parameters));
  }
}
