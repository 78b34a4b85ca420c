package org.therafed.registry.estimate;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.LongStream;

/** Numbers of persons, as membership sets compare them. As text 8 bytes each, in base64. */
final class PersonNumbers {

  private final long[] numbers;

  private PersonNumbers(long[] numbers) {
    this.numbers = numbers;
  }

  static PersonNumbers of(LongStream numbers) {
    return new PersonNumbers(numbers.toArray());
  }

  static PersonNumbers read(String text) {
    LongBuffer stored = ByteBuffer.wrap(Base64.getDecoder().decode(text)).asLongBuffer();
    long[] numbers = new long[stored.remaining()];
    stored.get(numbers);
    return new PersonNumbers(numbers);
  }

  String text() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
    bytes.asLongBuffer().put(numbers);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  int size() {
    return numbers.length;
  }

  LongStream stream() {
    return Arrays.stream(numbers);
  }

  /** Those of them that are not among others. */
  LongStream without(PersonNumbers others) {
    if (others.numbers.length == 0) {
      return stream();
    }
    long[] sorted = others.numbers.clone();
    Arrays.sort(sorted);
    return stream().filter(number -> Arrays.binarySearch(sorted, number) < 0);
  }
}
