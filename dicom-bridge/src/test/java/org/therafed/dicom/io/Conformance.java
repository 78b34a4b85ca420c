package org.therafed.dicom.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;

/**
 * Whether the bytes of a file keep the rules of PS3.5 and PS3.10 that a writer keeps, so that a
 * file which breaks one comes out mended. Goes through the bytes itself and asks no reader.
 */
public final class Conformance {
  private static final int OPEN = -1;
  private static final int NO_GROUP = -1;
  private static final int PREAMBLE = 128;
  private static final long UNDEFINED = 0xFFFFFFFFL;

  /** What is open: a data set or item, whose elements follow, or a sequence of items. */
  private static final class Level {
    final boolean items;
    final boolean fragments;
    final int end;
    final boolean explicit;
    final boolean bigEndian;
    final Map<Integer, String> creators = new HashMap<>();
    long last = -1;
    int group = NO_GROUP;
    long groupEnd;

    Level(boolean items, boolean fragments, int end, boolean explicit, boolean bigEndian) {
      this.items = items;
      this.fragments = fragments;
      this.end = end;
      this.explicit = explicit;
      this.bigEndian = bigEndian;
    }

    static Level dataSet(int end, boolean explicit, boolean bigEndian) {
      return new Level(false, false, end, explicit, bigEndian);
    }
  }

  private final byte[] bytes;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int at;
  private String breach = "";

  private Conformance(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /**
   * The first rule that a file breaks; empty where it keeps all. Where the bytes cannot be followed
   * to their end, of the rest nothing is claimed.
   *
   * @param syntax of the data set, and not a deflated one
   */
  public static Optional<String> breach(byte[] file, TransferSyntax syntax) {
    Conformance conformance = new Conformance(file, 0);
    conformance.follows(() -> conformance.file(syntax));
    return conformance.breach.isEmpty() ? Optional.empty() : Optional.of(conformance.breach);
  }

  /** Whether the bytes could be followed to their end. */
  private boolean follows(Runnable way) {
    try {
      way.run();
      return true;
    } catch (IndexOutOfBoundsException | ArithmeticException | IllegalStateException e) {
      return false;
    }
  }

  private void broken(String rule) {
    if (breach.isEmpty()) {
      breach = rule;
    }
  }

  private void file(TransferSyntax syntax) {
    boolean prefixed =
        bytes.length >= PREAMBLE + 4
            && bytes[PREAMBLE] == 'D'
            && bytes[PREAMBLE + 1] == 'I'
            && bytes[PREAMBLE + 2] == 'C'
            && bytes[PREAMBLE + 3] == 'M';
    at = prefixed ? PREAMBLE + 4 : 0;
    if (u16(at, false) == 2) {
      if (!prefixed) {
        broken("meta information without preamble (PS3.10 7.1)");
      }
      meta();
    } else if (prefixed) {
      broken("preamble without meta information (PS3.10 7.1)");
    }
    run(Level.dataSet(bytes.length, syntax.explicit(), syntax.bigEndian()));
  }

  private void meta() {
    Level meta = Level.dataSet(OPEN, true, false);
    while (at < bytes.length && u16(at, false) == 2) {
      element(meta);
      legible(levels.isEmpty());
    }
    endGroup(meta);
  }

  private void run(Level root) {
    levels.push(root);
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      if (level.end != OPEN && at >= level.end) {
        legible(at == level.end);
        close(level);
      } else if (level.items) {
        item(level);
      } else {
        element(level);
      }
    }
  }

  private static void legible(boolean is) {
    if (!is) {
      throw new IllegalStateException("not legible");
    }
  }

  private void close(Level level) {
    endGroup(level);
    levels.pop();
  }

  private void endGroup(Level level) {
    if (level.group != NO_GROUP && level.groupEnd != at) {
      broken("length of a group (PS3.5 7.2)");
    }
    level.group = NO_GROUP;
  }

  private void item(Level level) {
    int tag = tag(at, level.bigEndian);
    long length = u32(at + 4, level.bigEndian);
    at += 8;
    if (tag == Tag.SequenceDelimitationItem && level.end == OPEN) {
      delimiter(length, tag);
      return;
    }
    legible(tag == Tag.Item);
    if (level.fragments) {
      even(length, Tag.PixelData);
      at = past(length);
    } else {
      int end = length == UNDEFINED ? OPEN : past(length);
      levels.push(Level.dataSet(end, level.explicit, level.bigEndian));
    }
  }

  private void delimiter(long length, int tag) {
    if (length != 0) {
      broken(text(tag) + " has a length (PS3.5 7.5)");
    }
    levels.pop();
  }

  private void element(Level level) {
    int tag = tag(at, level.bigEndian);
    if (tag == Tag.ItemDelimitationItem && level.end == OPEN) {
      endGroup(level);
      at += 8;
      delimiter(u32(at - 4, level.bigEndian), tag);
      return;
    }
    legible(tag >>> 16 != 0xFFFE);
    if (level.group != tag >>> 16) {
      endGroup(level);
    }
    long order = Integer.toUnsignedLong(tag);
    if (order <= level.last) {
      broken(text(tag) + (order == level.last ? " twice" : " out of order") + " (PS3.5 7.1)");
    }
    level.last = order;
    VR vr = level.explicit ? written(tag) : meant(level, tag);
    long length = length(level, tag, vr);
    if (length == UNDEFINED) {
      undefined(level, tag, vr);
    } else {
      even(length, tag);
      defined(level, tag, vr, length);
    }
  }

  private VR written(int tag) {
    VR vr = VR.lookup(bytes[at + 4], bytes[at + 5]);
    if (vr == null) {
      broken("VR of " + text(tag) + " (PS3.5 6.2)");
    }
    return vr == null ? VR.UN : vr;
  }

  private static VR meant(Level level, int tag) {
    if (Tags.isPrivate(tag) && !Tags.isPrivateCreator(tag)) {
      String creator = level.creators.get(Tags.creatorOf(tag));
      return creator == null ? VR.UN : Dictionary.vr(creator, tag);
    }
    return Dictionary.vr(tag);
  }

  /** Reads past the header. */
  private long length(Level level, int tag, VR vr) {
    if (!level.explicit) {
      at += 8;
      return u32(at - 4, level.bigEndian);
    }
    if (!vr.longForm()) {
      at += 8;
      return u16(at - 2, level.bigEndian);
    }
    if (u16(at + 6, level.bigEndian) != 0) {
      broken("reserved bytes of " + text(tag) + " (PS3.5 7.1.2)");
    }
    at += 12;
    return u32(at - 4, level.bigEndian);
  }

  private void even(long length, int tag) {
    if (length % 2 == 1) {
      broken("odd length in " + text(tag) + " (PS3.5 7.1.1)");
    }
  }

  private void undefined(Level level, int tag, VR vr) {
    boolean bytesOnly = level.explicit && (vr == VR.OB || vr == VR.OW);
    boolean stated = tag(at, level.bigEndian) == Tag.Item && u32(at + 4, false) != UNDEFINED;
    boolean fragments = bytesOnly || (Tags.isPixelData(tag) && vr != VR.SQ && stated);
    boolean implicitly = !fragments && vr == VR.UN;
    levels.push(
        new Level(
            true, fragments, OPEN, level.explicit && !implicitly, level.bigEndian && !implicitly));
  }

  private void defined(Level level, int tag, VR vr, long length) {
    int end = past(length);
    boolean items = length >= 8 && tag(at, level.bigEndian) == Tag.Item;
    if (vr == VR.SQ && (level.explicit || items)) {
      levels.push(new Level(true, false, end, level.explicit, level.bigEndian));
      return;
    }
    if (vr == VR.UN && level.explicit && length >= 8 && tag(at, false) == Tag.Item) {
      hidden(level, tag, end);
    }
    if (Tags.isGroupLength(tag) && vr == VR.UL) {
      if (length != 4) {
        broken("length of a group (PS3.5 7.2)");
      }
      level.group = tag >>> 16;
      level.groupEnd = end + u32(at, level.bigEndian);
    } else if (Tags.isPrivateCreator(tag)) {
      String name = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
      level.creators.put(tag, name.trim());
    }
    at = end;
  }

  /** Items under UN that are legible keep the rules of items; other bytes keep none. */
  private void hidden(Level level, int tag, int end) {
    if (meant(level, tag) != VR.SQ) {
      return;
    }
    Conformance inner = new Conformance(bytes, at);
    if (inner.follows(() -> inner.run(new Level(true, false, end, false, false)))
        && !inner.breach.isEmpty()) {
      broken(inner.breach);
    }
  }

  /** Where so many bytes end, which must be there. */
  private int past(long length) {
    int end = Math.toIntExact(at + length);
    legible(end <= bytes.length);
    return end;
  }

  private int tag(int offset, boolean bigEndian) {
    return u16(offset, bigEndian) << 16 | u16(offset + 2, bigEndian);
  }

  private int u16(int offset, boolean bigEndian) {
    int first = bytes[offset] & 0xFF;
    int second = bytes[offset + 1] & 0xFF;
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  private long u32(int offset, boolean bigEndian) {
    long first = u16(offset, bigEndian);
    long second = u16(offset + 2, bigEndian);
    return bigEndian ? first << 16 | second : second << 16 | first;
  }

  private static String text(int tag) {
    return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
  }
}
