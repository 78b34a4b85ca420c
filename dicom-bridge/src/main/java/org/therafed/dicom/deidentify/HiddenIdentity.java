package org.therafed.dicom.deidentify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Predicate;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Identity in numbers that stay: identifiers and dates as numbers, and text in their bytes. */
final class HiddenIdentity {
  /** Decimal texts are looked at whole, PS3.5 allows each value 16 bytes. */
  private static final int LONGEST_TEXT = 64 << 20;

  /** Binary numbers are looked at in parts of this many bytes. */
  private static final int PART = 1 << 20;

  /** Parts overlap by more than any name has bytes. */
  private static final int OVERLAP = 256;

  /** Of more values some are as long as any short identifier by chance. */
  private static final int FEW = 4;

  /** Two words of two bytes hold no name. */
  private static final int SHORT = 4;

  private final Echoes echoes;

  HiddenIdentity(Echoes echoes) {
    this.echoes = echoes;
  }

  /** Whether an element that stays holds any. */
  boolean in(Scope scope, Element element) {
    VR vr = representation(scope, element);
    if (vr == VR.DS || vr == VR.IS) {
      return inDecimals(element, vr);
    }
    return switch (vr.kind()) {
      case SIGNED, UNSIGNED, FLOAT, TAG -> inNumbers(element, vr);
      case BINARY ->
          element.tag() == Tag.ICCProfile
              ? echoes.inBytes(bytes(element.value()))
              : inParts(element.value(), part -> isText(part, vr));
      case TEXT, CHARSET_TEXT, SEQUENCE -> false;
    };
  }

  private static VR representation(Scope scope, Element element) {
    VR vr = Scope.meaning(element);
    return vr == VR.UN && element.isPrivate()
        ? scope
            .set()
            .string(Tags.creatorOf(element.tag()))
            .flatMap(creator -> SafePrivate.find(creator, element.tag()))
            .orElse(VR.UN)
        : vr;
  }

  private boolean inDecimals(Element element, VR vr) {
    boolean free = FreeNumbers.has(element.tag(), vr);
    if (element.value() instanceof Value.Inline inline) {
      return inDecimals(free, inline.array(), inline.offset(), inline.length());
    }
    byte[] bytes = bytes(element.value());
    return inDecimals(free, bytes, 0, bytes.length);
  }

  private boolean inDecimals(boolean free, byte[] text, int offset, int length) {
    int values = 1;
    for (int i = offset; i < offset + length && values <= FEW; i++) {
      values += text[i] == '\\' ? 1 : 0;
    }
    return echoes.numbers().inText(text, offset, length, least(free, values));
  }

  /** Most are one number of two bytes, which need not be looked at. */
  private boolean inNumbers(Element element, VR vr) {
    boolean free = FreeNumbers.has(element.tag(), vr);
    if (element.value() instanceof Value.Inline inline && inline.length() <= SHORT) {
      long least = least(free, inline.length() / vr.width());
      return echoes.numbers().mayBeIn(vr, least)
          && echoes.numbers().inBinary(inline.bytes(), vr, least);
    }
    byte[] bytes = bytes(element.value());
    return echoes.numbers().inBinary(bytes, vr, least(free, bytes.length / vr.width()))
        || (element.value() instanceof Value.Inline
            ? isText(bytes, vr)
            : inParts(element.value(), part -> isText(part, vr)));
  }

  private static long least(boolean free, int values) {
    return free && values <= FEW ? EchoedNumbers.LEAST_OF_FEW : EchoedNumbers.LEAST;
  }

  private boolean isText(byte[] bytes, VR vr) {
    boolean floats = vr.kind() == VR.Kind.FLOAT || vr == VR.OF || vr == VR.OD;
    return echoes.inBytes(bytes) || HiddenText.in(bytes, floats);
  }

  private static byte[] bytes(Value value) {
    if (value instanceof Value.Inline inline) {
      return inline.bytes();
    }
    return value instanceof Value.Bulk bulk ? bulk.data().bytes(LONGEST_TEXT) : new byte[0];
  }

  private static boolean inParts(Value value, Predicate<byte[]> isText) {
    if (value instanceof Value.Inline inline) {
      return inline.length() > SHORT && isText.test(inline.bytes());
    }
    return value instanceof Value.Bulk bulk && inParts(bulk.data(), isText);
  }

  private static boolean inParts(BulkData data, Predicate<byte[]> isText) {
    byte[] part = new byte[(int) Math.min(PART, data.length())];
    try (InputStream in = data.open()) {
      int kept = 0;
      while (true) {
        int read = in.readNBytes(part, kept, part.length - kept);
        if (read == 0) {
          return false;
        }
        int size = kept + read;
        if (isText.test(size == part.length ? part : Arrays.copyOf(part, size))) {
          return true;
        }
        if (size < part.length || part.length < PART) {
          return false;
        }
        System.arraycopy(part, size - OVERLAP, part, 0, OVERLAP);
        kept = OVERLAP;
      }
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.BULK_UNAVAILABLE, "the source cannot be read", e);
    }
  }
}
