package org.therafed.dicom.net;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Association PDUs to bytes and back, PS3.8 sections 9.3.2 and 9.3.3. */
final class AssociateCodec {
  /** Protocol version, reserved, two titles and 32 reserved bytes. */
  private static final int FIXED_LENGTH = 68;

  private AssociateCodec() {}

  static byte[] encode(AssociateRequest request) {
    ByteArrayOutputStream items = fixed(request.calledAe(), request.callingAe());
    Items.text(items, Pdu.ITEM_APPLICATION_CONTEXT, request.applicationContext());
    for (AssociateRequest.Proposed context : request.contexts()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(new byte[] {(byte) context.id(), 0, 0, 0});
      Items.text(body, Pdu.ITEM_ABSTRACT_SYNTAX, context.abstractSyntax());
      context.transferSyntaxes().forEach(uid -> Items.text(body, Pdu.ITEM_TRANSFER_SYNTAX, uid));
      Items.item(items, Pdu.ITEM_CONTEXT_RQ, body.toByteArray());
    }
    Items.item(items, Pdu.ITEM_USER_INFORMATION, UserInformationCodec.encode(request.user()));
    return pdu(Pdu.ASSOCIATE_RQ, items);
  }

  static byte[] encode(AssociateAccept accept) {
    ByteArrayOutputStream items = fixed(accept.calledAe(), accept.callingAe());
    Items.text(items, Pdu.ITEM_APPLICATION_CONTEXT, Pdu.APPLICATION_CONTEXT);
    for (AssociateAccept.Result context : accept.contexts()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(new byte[] {(byte) context.id(), 0, (byte) context.result(), 0});
      Items.text(body, Pdu.ITEM_TRANSFER_SYNTAX, context.transferSyntax());
      Items.item(items, Pdu.ITEM_CONTEXT_AC, body.toByteArray());
    }
    Items.item(items, Pdu.ITEM_USER_INFORMATION, UserInformationCodec.encode(accept.user()));
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
    UserInformation user = UserInformation.of(0);
    for (Items.Item item : Items.read(body, FIXED_LENGTH, body.length)) {
      switch (item.type()) {
        case Pdu.ITEM_APPLICATION_CONTEXT -> applicationContext = item.text(body);
        case Pdu.ITEM_CONTEXT_RQ -> contexts.add(proposed(body, item));
        case Pdu.ITEM_USER_INFORMATION -> user = UserInformationCodec.decode(body, item);
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
        user);
  }

  private static AssociateRequest.Proposed proposed(byte[] body, Items.Item item) {
    checkContext(item);
    String abstractSyntax = "";
    List<String> transferSyntaxes = new ArrayList<>();
    for (Items.Item inner : Items.read(body, item.start() + 4, item.end())) {
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
    UserInformation user = UserInformation.of(0);
    for (Items.Item item : Items.read(body, FIXED_LENGTH, body.length)) {
      if (item.type() == Pdu.ITEM_CONTEXT_AC) {
        checkContext(item);
        String transferSyntax = "";
        for (Items.Item inner : Items.read(body, item.start() + 4, item.end())) {
          if (inner.type() == Pdu.ITEM_TRANSFER_SYNTAX) {
            transferSyntax = inner.text(body);
          }
        }
        contexts.add(
            new AssociateAccept.Result(
                body[item.start()] & 0xFF, body[item.start() + 2] & 0xFF, transferSyntax));
      } else if (item.type() == Pdu.ITEM_USER_INFORMATION) {
        user = UserInformationCodec.decode(body, item);
      }
    }
    return new AssociateAccept(AeTitles.read(body, 4), AeTitles.read(body, 20), contexts, user);
  }

  private static void checkFixed(byte[] body) {
    if (body.length < FIXED_LENGTH) {
      throw DicomFault.of(
          DicomFaultCode.PROTOCOL,
          "association PDU of " + body.length + " bytes; " + FIXED_LENGTH + " or more needed");
    }
  }

  private static void checkContext(Items.Item item) {
    if (item.end() - item.start() < 4) {
      throw DicomFault.at(
          DicomFaultCode.PROTOCOL, item.start(), "presentation context item of under 4 bytes");
    }
  }
}
