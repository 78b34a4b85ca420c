package org.therafed.gateway.intake.table.grid;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.therafed.gateway.fault.TableCode;
import org.therafed.profiles.outcome.Phrase;

/**
 * The parts of a workbook, unpacked from its bytes without a file. All of them are unpacked once,
 * and counted, before any is read: a part that unpacks to gigabytes is not looked at.
 */
final class WorkbookParts {

  private static final int MOST_PARTS = 10_000;
  private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final int CHUNK = 1 << 16;

  private final byte[] packed;
  private final Set<String> names;

  private WorkbookParts(byte[] packed, Set<String> names) {
    this.packed = packed;
    this.names = names;
  }

  /**
   * Looks through a workbook.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-016 or -017
   */
  static WorkbookParts of(byte[] packed, long mostUnpacked) throws IOException {
    if (startsWith(packed, OLE2)) {
      throw unreadable(
          new Phrase("it has a password, or is of the old format .xls", "设有密码，或为旧格式 .xls"));
    }
    Set<String> names = new HashSet<>();
    byte[] chunk = new byte[CHUNK];
    long unpacked = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        // Which of two parts of one name is meant nobody can tell; readers differ.
        if (!names.add(name(entry.getName()))) {
          throw unreadable(new Phrase("a part occurs in it twice", "其中一个部件出现了两次"));
        }
        for (int read = zip.read(chunk); read >= 0; read = zip.read(chunk)) {
          unpacked += read;
          if (unpacked > mostUnpacked) {
            throw tooLarge(mostUnpacked, new Phrase("bytes", "字节"));
          }
        }
        if (names.size() > MOST_PARTS) {
          throw tooLarge(MOST_PARTS, new Phrase("parts", "个部件"));
        }
      }
    }
    return new WorkbookParts(packed, names);
  }

  /** Whether there is a part; names differ not by capitals. */
  boolean has(String name) {
    return names.contains(name(name));
  }

  /** A part's bytes; the caller closes them. */
  InputStream open(String name) throws IOException {
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (name(entry.getName()).equals(name(name))) {
        return zip;
      }
    }
    zip.close();
    throw unreadable(new Phrase("a part is missing", "缺少一个部件"));
  }

  private static String name(String written) {
    String name = written.startsWith("/") ? written.substring(1) : written;
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** GW-TABLE-016. */
  static RuntimeException unreadable(Phrase why) {
    return TableCode.WORKBOOK.with(safe("why", why));
  }

  /** GW-TABLE-017. */
  static RuntimeException tooLarge(long limit, Phrase what) {
    return TableCode.WORKBOOK_SIZE.with(safe("limit", limit), safe("what", what));
  }
}
