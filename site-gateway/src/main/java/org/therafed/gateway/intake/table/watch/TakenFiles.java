package org.therafed.gateway.intake.table.watch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Sealing;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.site.Site;

/**
 * Remembers a file from the moment its rows are durable until it has been moved away: the gateway
 * may end between the two, and must not take it again.
 */
@Singleton
class TakenFiles {

  /** Bytes that a name may have beside what is put before and after it; the usual limit is 255. */
  private static final int LONGEST_NAME = 160;

  private final Database database;
  private final Site site;

  private final Sealing sealing;

  @Inject
  TakenFiles(Database database, Sealing sealing, Site site) {
    this.database = database;
    this.sealing = sealing;
    this.site = site;
  }

  /**
   * Puts a file whose rows are durable away, encrypted: nobody needs it any more.
   *
   * @return false: somebody wrote to it meanwhile
   */
  boolean seal(Path folder, FoundFile file, TakenFile taken) throws IOException {
    return FileMove.sealed(folder, file, taken, sealing);
  }

  /**
   * Remembers a file, in the transaction of its rows.
   *
   * @param sha256 of its content
   */
  void add(
      Transaction tx, String folder, FoundFile file, String sha256, String target, byte[] report) {
    Instant now = site.clock().instant();
    long id =
        tx.first("select nextval('watched_file_id_seq')", row -> row.getLong(1)).orElseThrow();
    String day = DateTimeFormatter.BASIC_ISO_DATE.format(now.atZone(site.zone()).toLocalDate());
    tx.update(
        "insert into watched_file (id, folder, identity, target, name, report, taken_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        id,
        folder,
        tx.seal(file.identity(sha256), place("identity", id)),
        target,
        tx.seal(day + "-" + id + "-" + bounded(file.name()), place("name", id)),
        tx.seal(report, place("report", id)),
        now);
  }

  /** Names of files may name persons. */
  private static Place place(String column, long id) {
    return Place.of("watched_file", column, id);
  }

  private static String bounded(String name) {
    String shorter = writable(name.replace("\0", ""));
    while (shorter.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      shorter = shorter.substring(shorter.offsetByCodePoints(0, 1));
    }
    return shorter;
  }

  /** Where the process has no encoding for file names but ASCII, no other name can be made. */
  private static String writable(String name) {
    try {
      return Path.of(name).toString();
    } catch (InvalidPathException e) {
      return name.replaceAll("[^ -~]", "_");
    }
  }

  /** All that are to be moved. */
  List<TakenFile> all() {
    return database.inTransaction(
        tx ->
            tx.list(
                "select id, folder, identity, target, name, report from watched_file order by id",
                row ->
                    new TakenFile(
                        row.getLong(1),
                        row.getString(2),
                        tx.open(row.getString(3), place("identity", row.getLong(1))),
                        row.getString(4),
                        tx.open(row.getString(5), place("name", row.getLong(1))),
                        Bytes.of(tx.open(row.getBytes(6), place("report", row.getLong(1)))))));
  }

  /** Forgets a file that has been moved. */
  void moved(TakenFile file) {
    database.inTransaction(tx -> tx.update("delete from watched_file where id = ?", file.id()));
  }
}
