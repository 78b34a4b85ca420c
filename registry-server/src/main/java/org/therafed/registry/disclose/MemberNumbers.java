package org.therafed.registry.disclose;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Base64;
import org.therafed.evidence.disclosure.Cohort;

/** The persons of a released set as the ledger's table keeps them: 8 bytes each, as base64. */
final class MemberNumbers {

  private MemberNumbers() {}

  static String text(Cohort cohort) {
    long[] numbers = cohort.toArray();
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
    bytes.asLongBuffer().put(numbers);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  static Cohort cohort(String text) {
    LongBuffer stored = ByteBuffer.wrap(Base64.getDecoder().decode(text)).asLongBuffer();
    long[] numbers = new long[stored.remaining()];
    stored.get(numbers);
    return Cohort.of(numbers);
  }
}
