package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.dataset.DicomFault;

/**
 * Tables of a JPEG frame and which of them its scans use (ISO/IEC 10918-1 B.2.4). A table holds
 * until another takes its place; what no scan uses is surplus, whatever it says.
 */
final class JpegTables {
  /** Symbols of tables for DC coefficients and lossless coding are lengths in bits. */
  private static final int MOST_BITS = 16;

  /** Where the contents of a table stand. */
  private static final class Definition {
    final int from;
    final int to;
    boolean used;

    Definition(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }

  private final CodestreamScan scan;
  private final List<Definition> all = new ArrayList<>();
  private final Map<Integer, Definition> quantization = new HashMap<>();
  private final Map<Integer, Definition> huffman = new HashMap<>();

  /** By component: the quantization table of its first scan, which holds for all of them. */
  private final Map<Integer, Definition> ofComponents = new HashMap<>();

  JpegTables(CodestreamScan scan) {
    this.scan = scan;
  }

  private Definition define(int from, int to) {
    Definition definition = new Definition(from, to);
    all.add(definition);
    return definition;
  }

  /** DQT, of one or several tables. */
  void quantization(int from, int to) {
    int at = from;
    while (at < to) {
      int head = scan.u8(at);
      int end = at + 1 + 64 * (1 + (head >> 4 & 1));
      if ((head & 0xEC) != 0 || end > to) {
        throw wrong("a quantization table has no place or another length than its values");
      }
      quantization.put(head & 3, define(at + 1, end));
      at = end;
    }
  }

  /** DHT, of one or several tables: lengths of codes that can be, each symbol once. */
  void huffman(int from, int to) {
    int at = from;
    while (at < to) {
      int head = scan.u8(at);
      long space = 0;
      int symbols = 0;
      for (int i = 1; i <= 16; i++) {
        int codes = scan.u8(at + i);
        symbols += codes;
        space += (long) codes << (16 - i);
      }
      int end = at + 17 + symbols;
      if ((head & 0xEC) != 0 || end > to || symbols > 256 || space > 1 << 16) {
        throw wrong("a Huffman table has no place or codes that cannot be");
      }
      huffman.put(head, define(at + 17, end));
      at = end;
    }
  }

  /** DAC: bounds of DC, or the limit of AC, for one or several places. */
  void conditioning(int from, int to) {
    boolean[] seen = new boolean[32];
    for (int at = from; at < to; at += 2) {
      int head = scan.u8(at);
      int value = scan.u8(at + 1);
      boolean place = (head & 0xEC) == 0 && !seen[head];
      boolean fits = head < 16 ? (value & 15) <= value >> 4 : value >= 1 && value <= 63;
      if (!place || !fits || (to - from) % 2 != 0) {
        throw wrong("arithmetic conditioning is stated that cannot be");
      }
      seen[head] = true;
    }
  }

  /** A scan decodes the component with the quantization table of this place. */
  void dequantizes(int component, int place) {
    Definition now = quantization.get(place);
    Definition first = ofComponents.putIfAbsent(component, now);
    if (now != null) {
      if (first != null && first != now) {
        throw wrong("a quantization table changes between two scans of a component");
      }
      now.used = true;
    }
  }

  /** A scan decodes DC coefficients, or differences of lossless coding, by this table. */
  void decodesDc(int place) {
    use(huffman.get(place), MOST_BITS);
  }

  /** A scan decodes AC coefficients by this table. */
  void decodesAc(int place) {
    use(huffman.get(0x10 | place), 0xFF);
  }

  private void use(Definition table, int most) {
    if (table == null || table.used) {
      return;
    }
    table.used = true;
    boolean[] seen = new boolean[256];
    for (int i = table.from; i < table.to; i++) {
      int symbol = scan.u8(i);
      if (seen[symbol] || symbol > most) {
        throw wrong("a Huffman table has a symbol twice, or one that cannot be");
      }
      seen[symbol] = true;
    }
  }

  /** Notes at the end of the frame which tables stay and which go. */
  void judge() {
    for (Definition table : all) {
      if (table.used) {
        scan.table(table.from, table.to);
      } else {
        scan.surplus(table.from, table.to, Surplus.Kind.TABLE);
      }
    }
  }

  private static DicomFault wrong(String why) {
    return CodestreamScan.unreadable(why);
  }
}
