package org.therafed.dicom.deidentify;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
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

  private static final List<Charset> IDEOGRAPHS =
      List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE);

  private final List<String> parts = new ArrayList<>();
  private final boolean ideographs;

  /** Parts that are searched for anywhere, by their first byte. */
  private final byte[][][] byFirst = new byte[256][][];

  /**
   * What is searched for.
   *
   * @param personal parts of names and of identifiers, in small letters
   * @param within runs of ideographs, and parts of names
   */
  EchoedBytes(Set<String> personal, Set<String> within) {
    for (String part : personal) {
      if (part.length() >= LEAST) {
        parts.add(part);
      }
    }
    boolean found = false;
    for (String run : within) {
      if (run.codePoints().anyMatch(Character::isIdeographic)) {
        found = true;
        for (Charset charset : IDEOGRAPHS) {
          parts.add(letters(run.getBytes(charset)));
        }
      }
    }
    ideographs = found;
    index(within);
  }

  private void index(Set<String> within) {
    Set<String> all = new HashSet<>(parts);
    all.addAll(within);
    for (String part : all) {
      if (part.length() >= LEAST_ANYWHERE && part.chars().allMatch(c -> c < byFirst.length)) {
        byte[] bytes = part.getBytes(StandardCharsets.ISO_8859_1);
        byte[][] before = byFirst[part.charAt(0)];
        byte[][] now = before == null ? new byte[1][] : Arrays.copyOf(before, before.length + 1);
        now[now.length - 1] = bytes;
        byFirst[part.charAt(0)] = now;
      }
    }
  }

  /** Whether any bytes hold a part of six characters or more, letters small or capital. */
  boolean anywhereIn(byte[] bytes) {
    for (int at = 0; at <= bytes.length - LEAST_ANYWHERE; at++) {
      byte[][] candidates = byFirst[small(bytes[at])];
      if (candidates != null && startsOne(bytes, at, candidates)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsOne(byte[] bytes, int at, byte[][] candidates) {
    for (byte[] part : candidates) {
      int same = 1;
      while (same < part.length
          && at + same < bytes.length
          && small(bytes[at + same]) == (part[same] & 0xFF)) {
        same++;
      }
      if (same == part.length) {
        return true;
      }
    }
    return false;
  }

  private static int small(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b & 0xFF;
  }

  boolean in(byte[] bytes) {
    if (parts.isEmpty() || !worthALook(bytes)) {
      return false;
    }
    return holds(letters(bytes)) || holds(letters(swapped(bytes))) || holds(letters(dense(bytes)));
  }

  /** Most numbers have fewer bytes that are letters or digits than a name. */
  private boolean worthALook(byte[] bytes) {
    int letters = 0;
    for (byte b : bytes) {
      boolean letter = ideographs ? b != 0 : b >= '0' && b <= 'z';
      letters += letter ? 1 : 0;
      if (letters == LEAST) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(String text) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** One character for each byte, ASCII letters small. */
  private static String letters(byte[] bytes) {
    byte[] small = bytes.clone();
    for (int i = 0; i < small.length; i++) {
      if (small[i] >= 'A' && small[i] <= 'Z') {
        small[i] = (byte) small(small[i]);
      }
    }
    return new String(small, StandardCharsets.ISO_8859_1);
  }

  private static byte[] swapped(byte[] bytes) {
    byte[] swapped = bytes.clone();
    for (int i = 0; i + 1 < swapped.length; i += 2) {
      swapped[i] = bytes[i + 1];
      swapped[i + 1] = bytes[i];
    }
    return swapped;
  }

  /** Without zeros. */
  static byte[] dense(byte[] bytes) {
    byte[] dense = new byte[bytes.length];
    int size = 0;
    for (byte b : bytes) {
      if (b != 0) {
        dense[size++] = b;
      }
    }
    return Arrays.copyOf(dense, size);
  }
}
