package org.therafed.dicom.deidentify;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names and identifiers among bytes that ought to be numbers: as letters one behind the other, in
 * words of two bytes with the halves changed about, or one letter in each word.
 */
final class EchoedBytes {
  /** Shorter runs are met by chance in tables of numbers. */
  private static final int LEAST = 4;

  /**
   * Coded pixels of a series have so many letters in a row by chance once in millions of frames.
   */
  private static final int LEAST_ANYWHERE = 6;

  private static final int BYTES = 256;

  /** Of more bytes any letter is among them. */
  private static final int FEW = 1024;

  private static final List<Charset> IDEOGRAPHS =
      List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE);

  /** Parts that are searched for among numbers. */
  private final BytePatterns parts;

  /** Parts that are searched for in anything. */
  private final BytePatterns anywhere;

  /**
   * What is searched for.
   *
   * @param personal parts of names and of identifiers, in small letters
   * @param within runs of ideographs, and parts of names
   * @param written words of names with their marks
   */
  EchoedBytes(Set<String> personal, Set<String> within, Set<String> written) {
    Set<ByteBuffer> among = new LinkedHashSet<>();
    Set<ByteBuffer> all = new LinkedHashSet<>();
    for (String part : personal) {
      add(among, part);
    }
    for (String part : within) {
      add(all, part);
      if (part.codePoints().anyMatch(Character::isIdeographic)) {
        // Family names of one ideograph with their titles.
        for (Charset charset : IDEOGRAPHS) {
          among.add(ByteBuffer.wrap(part.getBytes(charset)));
        }
      }
    }
    among.addAll(NameBytes.of(written));
    all.addAll(among);
    this.parts = patterns(LEAST, among);
    this.anywhere = patterns(LEAST_ANYWHERE, all);
  }

  /** Letters of ASCII are the same bytes nearly everywhere. */
  private static void add(Set<ByteBuffer> patterns, String text) {
    if (NameBytes.isAscii(text)) {
      patterns.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private static BytePatterns patterns(int least, Set<ByteBuffer> patterns) {
    return new BytePatterns(
        least,
        patterns.stream()
            .map(ByteBuffer::array)
            .filter(pattern -> pattern.length >= least)
            .map(EchoedBytes::letters)
            .toList());
  }

  private static byte[] letters(byte[] pattern) {
    byte[] letters = pattern.clone();
    for (int i = 0; i < letters.length; i++) {
      letters[i] = BytePatterns.small(letters[i]);
    }
    return letters;
  }

  /** Whether any bytes hold a part of six characters or more, letters small or capital. */
  boolean anywhereIn(byte[] bytes) {
    return anywhere.in(bytes);
  }

  boolean in(byte[] bytes) {
    return bytes.length > FEW ? inSomeOrder(bytes) : mayBeIn(bytes) && inSomeOrder(bytes);
  }

  /** Few numbers mostly lack a letter of each part. */
  private boolean mayBeIn(byte[] bytes) {
    boolean[] seen = new boolean[BYTES];
    for (byte b : bytes) {
      seen[BytePatterns.small(b) & 0xFF] = true;
    }
    return parts.mayBeAmong(seen);
  }

  private boolean inSomeOrder(byte[] bytes) {
    return parts.in(bytes) || parts.inSwapped(bytes) || parts.in(HiddenText.dense(bytes));
  }
}
