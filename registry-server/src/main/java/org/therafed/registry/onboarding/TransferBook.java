package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.transfer.TransferBuckets;
import org.therafed.profiles.transfer.TransferBuckets.Bucket;

/**
 * The numbers and digests of what is stored of a site, for the site's gateway to compare with its
 * own: transfers, and the messages that are numbered among them.
 */
@ApplicationScoped
public class TransferBook {

  // As TransferBuckets.digest has it.
  private static final String BUCKETS =
      "select (sequence - 1) / "
          + TransferBuckets.SIZE
          + " as bucket, count(*), encode(sha256(convert_to(string_agg(concat(sequence, chr(58),"
          + " sha256, chr(10)), '' order by sequence), 'UTF8')), 'hex') from transfer where site ="
          + " :site group by bucket order by bucket";
  private static final String NUMBERS =
      "select sequence, sha256 from transfer where site = :site and sequence between :first and"
          + " :last order by sequence";

  private final Mutiny.SessionFactory sessions;

  TransferBook(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * A transfer that is stored.
   *
   * @param sha256 of the bytes that were received, hexadecimal
   */
  public record Stored(long sequence, String sha256) {}

  /** The buckets in which there is something, in their order. */
  public Uni<List<Bucket>> buckets(String site) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(BUCKETS, Object[].class)
                .setParameter("site", site)
                .getResultList()
                .map(
                    rows ->
                        rows.stream()
                            .map(row -> new Bucket(number(row[0]), number(row[1]), (String) row[2]))
                            .toList()));
  }

  /** What is stored of one bucket, by number; nothing for one that there cannot be. */
  public Uni<List<Stored>> of(String site, long bucket) {
    if (bucket < 0 || bucket > Long.MAX_VALUE / TransferBuckets.SIZE - 1) {
      return Uni.createFrom().item(List.of());
    }
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(NUMBERS, Object[].class)
                .setParameter("site", site)
                .setParameter("first", TransferBuckets.first(bucket))
                .setParameter("last", TransferBuckets.last(bucket))
                .getResultList()
                .map(
                    rows ->
                        rows.stream()
                            .map(row -> new Stored(number(row[0]), (String) row[1]))
                            .toList()));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
