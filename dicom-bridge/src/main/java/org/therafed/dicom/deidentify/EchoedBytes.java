package org.therafed.dicom.deidentify;

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
   */
  EchoedBytes(Set<String> personal, Set<String> within) {
    Set<String> among = new LinkedHashSet<>();
    for (String part : personal) {
      if (part.length() >= LEAST) {
        among.add(part);
      }
    }
    for (String run : within) {
      if (run.codePoints().anyMatch(Character::isIdeographic)) {
        for (Charset charset : IDEOGRAPHS) {
          among.add(new String(run.getBytes(charset), StandardCharsets.ISO_8859_1));
        }
      }
    }
    this.parts = patterns(LEAST, among);
    Set<String> all = new LinkedHashSet<>(among);
    all.addAll(within);
    this.anywhere = patterns(LEAST_ANYWHERE, all);
  }

  /** Of texts whose characters are a byte each. */
  private static BytePatterns patterns(int least, Set<String> texts) {
    return new BytePatterns(
        least,
        texts.stream()
            .filter(text -> text.length() >= least && text.chars().allMatch(c -> c < BYTES))
            .map(EchoedBytes::letters)
            .toList());
  }

  private static byte[] letters(String text) {
    byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
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
