package org.therafed.registry.cohort;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What tells whether the same persons of an arm had withdrawn at two times. */
public final class Basis {

  private Basis() {}

  /** A digest of the persons who withdrew, whatever their order. */
  public static String of(List<Member> withdrawn) {
    long[] numbers = withdrawn.stream().mapToLong(Member::number).sorted().toArray();
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
    for (long number : numbers) {
      bytes.putLong(number);
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }
}
