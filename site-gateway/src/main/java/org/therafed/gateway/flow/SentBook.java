package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.forward.http.HoldingsClient;
import org.therafed.profiles.transfer.TransferBuckets;
import org.therafed.profiles.transfer.TransferBuckets.Bucket;

/**
 * What this gateway knows the registry to have, compared with what the registry says. A number that
 * is on its way, was refused or stopped, or is settled may be there or not.
 */
@Singleton
class SentBook {

  private static final String EXPECTED = "state = 'sent' and settled_at is null";
  // As TransferBuckets.digest has it.
  private static final String BUCKETS =
      "select (sequence - 1) / "
          + TransferBuckets.SIZE
          + " as bucket, count(*), encode(sha256(convert_to(string_agg(sequence || ':' ||"
          + " body_sha256 || chr(10), '' order by sequence), 'UTF8')), 'hex') from outbox where"
          + " sequence is not null and "
          + EXPECTED
          + " group by bucket";
  private static final String NUMBERS =
      "select id, person_id, sequence, body_sha256, "
          + EXPECTED
          + " as expected from outbox where sequence between ? and ? order by sequence";

  private final Database database;
  private final HoldingsClient registry;

  @Inject
  SentBook(Database database, HoldingsClient registry) {
    this.database = database;
    this.registry = registry;
  }

  /** A transfer of this gateway that the registry does not have as it was sent. */
  record Own(long id, long person, long sequence) {}

  /** A number of the registry's that this gateway may not have given. */
  record Theirs(long sequence, String sha256) {}

  /**
   * What differs.
   *
   * @param compared transfers that the registry should have
   * @param missing not there
   * @param differing there with other content
   * @param unknown there, and not here when it was looked
   */
  record Difference(long compared, List<Own> missing, List<Own> differing, List<Theirs> unknown) {}

  private record Row(long id, long person, long sequence, String sha256, boolean expected) {}

  /**
   * Compares: the own side is read first, so that what is stored meanwhile is not missing.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-RECON-001 or GW-RECON-002
   */
  Difference compare() {
    SortedMap<Long, Bucket> own = new TreeMap<>();
    database
        .inTransaction(
            tx ->
                tx.list(
                    BUCKETS, row -> new Bucket(row.getLong(1), row.getLong(2), row.getString(3))))
        .forEach(bucket -> own.put(bucket.bucket(), bucket));
    SortedMap<Long, Bucket> theirs = registry.buckets();
    Difference difference =
        new Difference(
            own.values().stream().mapToLong(Bucket::count).sum(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    SortedSet<Long> all = new TreeSet<>(own.keySet());
    all.addAll(theirs.keySet());
    for (long bucket : all) {
      if (own.get(bucket) == null || !own.get(bucket).equals(theirs.get(bucket))) {
        compare(bucket, difference);
      }
    }
    return difference;
  }

  private void compare(long bucket, Difference difference) {
    List<Row> own =
        database.inTransaction(
            tx ->
                tx.list(
                    NUMBERS,
                    row ->
                        new Row(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getBoolean(5)),
                    TransferBuckets.first(bucket),
                    TransferBuckets.last(bucket)));
    SortedMap<Long, String> theirs = registry.transfers(bucket);
    for (Row row : own) {
      String there = theirs.remove(row.sequence());
      if (row.expected() && !row.sha256().equals(there)) {
        (there == null ? difference.missing() : difference.differing())
            .add(new Own(row.id(), row.person(), row.sequence()));
      }
    }
    theirs.forEach((number, sha256) -> difference.unknown().add(new Theirs(number, sha256)));
  }
}
