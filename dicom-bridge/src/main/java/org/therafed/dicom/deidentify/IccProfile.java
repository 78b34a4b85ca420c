package org.therafed.dicom.deidentify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Value;

/**
 * A colour profile, ISO 15076-1, without its texts: descriptions, copyright and names of devices
 * become blanks, what no tag points at becomes zeros. Curves, matrices and tables stay. A profile
 * with a tag of another kind is none that can be judged.
 */
final class IccProfile {
  private static final int HEADER = 128;
  private static final int SIGNATURE = 36;
  private static final int PROFILE_ID = 84;
  private static final int RESERVED = 100;
  private static final int MOST_TAGS = 100;
  private static final int ENTRY = 12;
  private static final int TYPE = 8;

  /** Numbers, section 10, and the measurements of version 2. */
  private static final Set<String> NUMBERS =
      Set.of(
          "XYZ ", "curv", "para", "mft1", "mft2", "mAB ", "mBA ", "sf32", "uf32", "ui08", "ui16",
          "ui32", "sig ", "dtim", "view", "meas", "chrm", "clro", "cicp");

  private final byte[] bytes;
  private final byte[] out;

  private IccProfile(byte[] bytes) {
    this.bytes = bytes;
    this.out = new byte[bytes.length];
  }

  /**
   * The profile without texts: the element itself where it has none, nothing where it is no profile
   * or not legible.
   */
  static Optional<Element> withoutTexts(Element element) {
    // What is too large to be looked at whole is none.
    if (!(element.value() instanceof Value.Inline inline) || inline.length() < HEADER + 4) {
      return Optional.empty();
    }
    IccProfile profile = new IccProfile(inline.bytes());
    if (!profile.text(SIGNATURE).equals("acsp") || !profile.copied()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.equals(profile.bytes, profile.out)
            ? element
            : new Element(element.tag(), element.vr(), Value.Inline.of(profile.out)));
  }

  private String text(int at) {
    return new String(bytes, at, 4, StandardCharsets.US_ASCII);
  }

  private long u32(int at) {
    return ByteBuffer.wrap(bytes).getInt(at) & 0xFFFFFFFFL;
  }

  private void keep(int from, int to) {
    System.arraycopy(bytes, from, out, from, to - from);
  }

  /** Whether all of it could be told apart. */
  private boolean copied() {
    long tags = u32(HEADER);
    long table = HEADER + 4 + tags * ENTRY;
    if (tags > MOST_TAGS || table > bytes.length) {
      return false;
    }
    keep(0, RESERVED);
    keep(HEADER, (int) table);
    for (int i = 0; i < tags; i++) {
      int entry = HEADER + 4 + i * ENTRY;
      long from = u32(entry + 4);
      long to = from + u32(entry + 8);
      if (from < table || to > bytes.length || to - from < TYPE) {
        return false;
      }
      String type = text((int) from);
      if (NUMBERS.contains(type)) {
        keep((int) from, (int) to);
      } else if (!texts(type, (int) from, (int) to)) {
        return false;
      }
    }
    if (!Arrays.equals(bytes, out)) {
      // The digest of a profile that is no longer this one: zeros say that none was made.
      Arrays.fill(out, PROFILE_ID, RESERVED, (byte) 0);
    }
    return true;
  }

  private boolean texts(String type, int from, int to) {
    return switch (type) {
      case "text" -> {
        keep(from, from + TYPE);
        blank(from + TYPE, to - 1);
        yield true;
      }
      case "desc" -> {
        boolean fits = to - from >= 12 && u32(from + 8) <= to - from - 12;
        if (fits) {
          keep(from, from + 12);
          int end = from + 12 + (int) u32(from + 8);
          blank(from + 12, end - 1);
        }
        yield fits;
      }
      case "mluc" -> localized(from, to);
      default -> false;
    };
  }

  /** Records of language, country, length and offset, section 10.15; texts in UTF-16BE. */
  private boolean localized(int from, int to) {
    long records = to - from >= 16 ? u32(from + 8) : -1;
    if (records < 0 || records > MOST_TAGS || u32(from + 12) != ENTRY) {
      return false;
    }
    long texts = from + 16 + records * ENTRY;
    if (texts > to) {
      return false;
    }
    keep(from, (int) texts);
    for (int at = (int) texts; at + 1 < to; at += 2) {
      out[at + 1] = ' ';
    }
    return true;
  }

  private void blank(int from, int to) {
    if (from < to) {
      Arrays.fill(out, from, to, (byte) ' ');
    }
  }
}
