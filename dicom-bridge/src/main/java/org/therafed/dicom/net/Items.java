package org.therafed.dicom.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Items of association PDUs: type, reserved byte, length of two bytes, body (PS3.8 9.3). */
final class Items {
  private static final int HEADER = 4;

  private Items() {}

  static void text(ByteArrayOutputStream out, int type, String value) {
    item(out, type, value.getBytes(StandardCharsets.US_ASCII));
  }

  static void item(ByteArrayOutputStream out, int type, byte[] body) {
    if (body.length > 0xFFFF) {
      throw Faults.invalid("an association item of " + body.length + " bytes; 65535 at most");
    }
    out.write(type);
    out.write(0);
    out.writeBytes(u16(body.length));
    out.writeBytes(body);
  }

  static byte[] u16(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }

  static byte[] u32(long value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }

  /** A field with its length of two bytes before it. */
  static byte[] counted(byte[] field) {
    return join(u16(field.length), field);
  }

  static byte[] counted(String field) {
    return counted(field.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /**
   * Where an item's body is.
   *
   * @param start first byte of the body
   * @param end byte after the body
   */
  record Item(int type, int start, int end) {
    String text(byte[] body) {
      return Items.text(body, start, end);
    }
  }

  private static String text(byte[] body, int start, int end) {
    String text = new String(body, start, end - start, StandardCharsets.ISO_8859_1);
    int zero = text.indexOf(0);
    return (zero < 0 ? text : text.substring(0, zero)).strip();
  }

  /** The items between two places, which they must fill. */
  static List<Item> read(byte[] body, int start, int end) {
    List<Item> items = new ArrayList<>();
    int at = start;
    while (at < end) {
      int length = at + HEADER <= end ? (body[at + 2] & 0xFF) << 8 | (body[at + 3] & 0xFF) : -1;
      if (length < 0 || at + HEADER + length > end) {
        throw DicomFault.at(
            DicomFaultCode.PROTOCOL, at, "an item of an association PDU passes its end");
      }
      items.add(new Item(body[at] & 0xFF, at + HEADER, at + HEADER + length));
      at += HEADER + length;
    }
    return items;
  }

  /** Reads the fields of one item; beyond its end is a fault. */
  static final class Cursor {
    private final byte[] body;
    private final int end;
    private int at;

    Cursor(byte[] body, Item item) {
      this.body = body;
      this.at = item.start();
      this.end = item.end();
    }

    private int take(int count) {
      if (count > end - at) {
        throw DicomFault.at(
            DicomFaultCode.PROTOCOL, at, "a field of an association item passes its end");
      }
      int start = at;
      at += count;
      return start;
    }

    int u8() {
      return body[take(1)] & 0xFF;
    }

    int u16() {
      return u8() << 8 | u8();
    }

    long u32() {
      return (long) u16() << 16 | u16();
    }

    byte[] counted() {
      int length = u16();
      int start = take(length);
      return Arrays.copyOfRange(body, start, start + length);
    }

    String text() {
      int length = u16();
      int start = take(length);
      return Items.text(body, start, start + length);
    }

    byte[] rest() {
      int start = take(end - at);
      return Arrays.copyOfRange(body, start, end);
    }
  }
}
