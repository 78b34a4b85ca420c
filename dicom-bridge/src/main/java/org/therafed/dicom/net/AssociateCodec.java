package org.therafed.dicom.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.Part10Writer;

/** Association PDUs to bytes and back, PS3.8 sections 9.3.2 and 9.3.3. */
final class AssociateCodec {
  /** Protocol version, reserved, two titles and 32 reserved bytes. */
  private static final int FIXED_LENGTH = 68;

  private AssociateCodec() {}

  static byte[] encode(AssociateRequest request) {
    ByteArrayOutputStream items = fixed(request.calledAe(), request.callingAe());
    text(items, Pdu.ITEM_APPLICATION_CONTEXT, request.applicationContext());
    for (AssociateRequest.Proposed context : request.contexts()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(new byte[] {(byte) context.id(), 0, 0, 0});
      text(body, Pdu.ITEM_ABSTRACT_SYNTAX, context.abstractSyntax());
      context.transferSyntaxes().forEach(uid -> text(body, Pdu.ITEM_TRANSFER_SYNTAX, uid));
      item(items, Pdu.ITEM_CONTEXT_RQ, body.toByteArray());
    }
    userInformation(items, request.maxLength());
    return pdu(Pdu.ASSOCIATE_RQ, items);
  }

  static byte[] encode(AssociateAccept accept) {
    ByteArrayOutputStream items = fixed(accept.calledAe(), accept.callingAe());
    text(items, Pdu.ITEM_APPLICATION_CONTEXT, Pdu.APPLICATION_CONTEXT);
    for (AssociateAccept.Result context : accept.contexts()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(new byte[] {(byte) context.id(), 0, (byte) context.result(), 0});
      text(body, Pdu.ITEM_TRANSFER_SYNTAX, context.transferSyntax());
      item(items, Pdu.ITEM_CONTEXT_AC, body.toByteArray());
    }
    userInformation(items, accept.maxLength());
    return pdu(Pdu.ASSOCIATE_AC, items);
  }

  private static ByteArrayOutputStream fixed(String calledAe, String callingAe) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    out.writeBytes(new byte[] {0, 1, 0, 0});
    out.writeBytes(AeTitles.padded(calledAe));
    out.writeBytes(AeTitles.padded(callingAe));
    out.writeBytes(new byte[32]);
    return out;
  }

  private static void userInformation(ByteArrayOutputStream out, long maxLength) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    item(
        body,
        Pdu.ITEM_MAX_LENGTH,
        new byte[] {
          (byte) (maxLength >>> 24),
          (byte) (maxLength >>> 16),
          (byte) (maxLength >>> 8),
          (byte) maxLength
        });
    text(body, Pdu.ITEM_IMPLEMENTATION_CLASS, Part10Writer.IMPLEMENTATION_CLASS_UID);
    text(body, Pdu.ITEM_IMPLEMENTATION_VERSION, Part10Writer.IMPLEMENTATION_VERSION_NAME);
    item(out, Pdu.ITEM_USER_INFORMATION, body.toByteArray());
  }

  private static void text(ByteArrayOutputStream out, int type, String value) {
    item(out, type, value.getBytes(StandardCharsets.US_ASCII));
  }

  private static void item(ByteArrayOutputStream out, int type, byte[] body) {
    out.write(type);
    out.write(0);
    out.write(body.length >>> 8);
    out.write(body.length);
    out.writeBytes(body);
  }

  private static byte[] pdu(int type, ByteArrayOutputStream body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.size() + 6);
    int length = body.size();
    out.writeBytes(
        new byte[] {
          (byte) type,
          0,
          (byte) (length >>> 24),
          (byte) (length >>> 16),
          (byte) (length >>> 8),
          (byte) length
        });
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  /** Reads the body of an A-ASSOCIATE-RQ, the bytes after the PDU header. */
  static AssociateRequest request(byte[] body) {
    checkFixed(body);
    List<AssociateRequest.Proposed> contexts = new ArrayList<>();
    String applicationContext = "";
    long maxLength = 0;
    for (Item item : items(body, FIXED_LENGTH, body.length)) {
      switch (item.type()) {
        case Pdu.ITEM_APPLICATION_CONTEXT -> applicationContext = item.text(body);
        case Pdu.ITEM_CONTEXT_RQ -> contexts.add(proposed(body, item));
        case Pdu.ITEM_USER_INFORMATION -> maxLength = maxLength(body, item);
        default -> {
          // PS3.8 section 9.3.1: items that are not known are ignored.
        }
      }
    }
    return new AssociateRequest(
        (body[0] & 0xFF) << 8 | (body[1] & 0xFF),
        AeTitles.read(body, 4),
        AeTitles.read(body, 20),
        applicationContext,
        contexts,
        maxLength);
  }

  private static AssociateRequest.Proposed proposed(byte[] body, Item item) {
    checkContext(item);
    String abstractSyntax = "";
    List<String> transferSyntaxes = new ArrayList<>();
    for (Item inner : items(body, item.start() + 4, item.end())) {
      if (inner.type() == Pdu.ITEM_ABSTRACT_SYNTAX) {
        abstractSyntax = inner.text(body);
      } else if (inner.type() == Pdu.ITEM_TRANSFER_SYNTAX) {
        transferSyntaxes.add(inner.text(body));
      }
    }
    return new AssociateRequest.Proposed(
        body[item.start()] & 0xFF, abstractSyntax, transferSyntaxes);
  }

  /** Reads the body of an A-ASSOCIATE-AC. */
  static AssociateAccept accept(byte[] body) {
    checkFixed(body);
    List<AssociateAccept.Result> contexts = new ArrayList<>();
    long maxLength = 0;
    for (Item item : items(body, FIXED_LENGTH, body.length)) {
      if (item.type() == Pdu.ITEM_CONTEXT_AC) {
        checkContext(item);
        String transferSyntax = "";
        for (Item inner : items(body, item.start() + 4, item.end())) {
          if (inner.type() == Pdu.ITEM_TRANSFER_SYNTAX) {
            transferSyntax = inner.text(body);
          }
        }
        contexts.add(
            new AssociateAccept.Result(
                body[item.start()] & 0xFF, body[item.start() + 2] & 0xFF, transferSyntax));
      } else if (item.type() == Pdu.ITEM_USER_INFORMATION) {
        maxLength = maxLength(body, item);
      }
    }
    return new AssociateAccept(
        AeTitles.read(body, 4), AeTitles.read(body, 20), contexts, maxLength);
  }

  private static long maxLength(byte[] body, Item userInformation) {
    for (Item inner : items(body, userInformation.start(), userInformation.end())) {
      if (inner.type() == Pdu.ITEM_MAX_LENGTH && inner.end() - inner.start() == 4) {
        int at = inner.start();
        return (body[at] & 0xFFL) << 24
            | (body[at + 1] & 0xFF) << 16
            | (body[at + 2] & 0xFF) << 8
            | (body[at + 3] & 0xFF);
      }
    }
    return 0;
  }

  private record Item(int type, int start, int end) {
    String text(byte[] body) {
      String text = new String(body, start, end - start, StandardCharsets.ISO_8859_1);
      int zero = text.indexOf(0);
      return (zero < 0 ? text : text.substring(0, zero)).strip();
    }
  }

  private static List<Item> items(byte[] body, int start, int end) {
    List<Item> items = new ArrayList<>();
    int at = start;
    while (at < end) {
      int length = at + 4 <= end ? (body[at + 2] & 0xFF) << 8 | (body[at + 3] & 0xFF) : -1;
      if (length < 0 || at + 4 + length > end) {
        throw DicomFault.at(
            DicomFaultCode.PROTOCOL, at, "an item of an association PDU passes its end");
      }
      items.add(new Item(body[at] & 0xFF, at + 4, at + 4 + length));
      at += 4 + length;
    }
    return items;
  }

  private static void checkFixed(byte[] body) {
    if (body.length < FIXED_LENGTH) {
      throw DicomFault.of(
          DicomFaultCode.PROTOCOL,
          "association PDU of " + body.length + " bytes; " + FIXED_LENGTH + " or more needed");
    }
  }

  private static void checkContext(Item item) {
    if (item.end() - item.start() < 4) {
      throw DicomFault.at(
          DicomFaultCode.PROTOCOL, item.start(), "presentation context item of under 4 bytes");
    }
  }
}
