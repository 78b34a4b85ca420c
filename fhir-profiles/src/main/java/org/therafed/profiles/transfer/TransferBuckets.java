package org.therafed.profiles.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * How gateway and registry compare what each has of a site's numbered transfers: by buckets of a
 * thousand numbers, not by day, because two clocks have no common day and the registry keeps only
 * the month of an arrival. Bucket 0 holds the numbers 1 to 1000.
 */
public final class TransferBuckets {

  /** Numbers of one bucket. */
  public static final int SIZE = 1000;

  private TransferBuckets() {}

  /**
   * What one side has of a bucket.
   *
   * @param bucket its number, from 0
   * @param count transfers in it
   * @param sha256 as {@link #digest}
   */
  public record Bucket(long bucket, long count, String sha256) {}

  /**
   * The bucket of a transfer.
   *
   * @param sequence number of the transfer, from 1
   */
  public static long of(long sequence) {
    return (sequence - 1) / SIZE;
  }

  /** The least number that belongs to a bucket. */
  public static long first(long bucket) {
    return bucket * SIZE + 1;
  }

  /** The greatest number that belongs to a bucket. */
  public static long last(long bucket) {
    return bucket * SIZE + SIZE;
  }

  /**
   * SHA-256 in lower-case hexadecimal over one line {@code number:digest\n} for each transfer, in
   * ascending order of the numbers, in ASCII.
   *
   * @param digests SHA-256 of each transfer's bytes, lower-case hexadecimal, by number
   */
  public static String digest(SortedMap<Long, String> digests) {
    StringBuilder lines = new StringBuilder();
    digests.forEach(
        (number, sha256) -> lines.append(number).append(':').append(sha256).append('\n'));
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(lines.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }
}
