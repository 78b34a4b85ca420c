package org.therafed.dicom.net;

/** PDU and item types and fixed words of PS3.8 section 9.3. */
final class Pdu {
  static final int ASSOCIATE_RQ = 1;
  static final int ASSOCIATE_AC = 2;
  static final int ASSOCIATE_RJ = 3;
  static final int DATA = 4;
  static final int RELEASE_RQ = 5;
  static final int RELEASE_RP = 6;
  static final int ABORT = 7;

  static final int ITEM_APPLICATION_CONTEXT = 0x10;
  static final int ITEM_CONTEXT_RQ = 0x20;
  static final int ITEM_CONTEXT_AC = 0x21;
  static final int ITEM_ABSTRACT_SYNTAX = 0x30;
  static final int ITEM_TRANSFER_SYNTAX = 0x40;
  static final int ITEM_USER_INFORMATION = 0x50;
  static final int ITEM_MAX_LENGTH = 0x51;
  static final int ITEM_IMPLEMENTATION_CLASS = 0x52;
  static final int ITEM_OPERATIONS = 0x53;
  static final int ITEM_ROLE = 0x54;
  static final int ITEM_IMPLEMENTATION_VERSION = 0x55;
  static final int ITEM_EXTENDED = 0x56;
  static final int ITEM_COMMON_EXTENDED = 0x57;
  static final int ITEM_IDENTITY = 0x58;
  static final int ITEM_IDENTITY_ANSWER = 0x59;

  static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

  /** Type, reserved byte and length. */
  static final int HEADER = 6;

  /** Bytes before the data of a P-DATA-TF PDU with one value: two headers. */
  static final int DATA_HEADER = 12;

  /** Largest association PDU accepted: 128 contexts of all transfer syntaxes fit. */
  static final int MAX_ASSOCIATE_LENGTH = 1 << 20;

  /** A-ABORT source: the upper layer provider. */
  static final int ABORT_PROVIDER = 2;

  /** A-ABORT source: the user. */
  static final int ABORT_USER = 0;

  static final int ABORT_NOT_SPECIFIED = 0;
  static final int ABORT_UNEXPECTED_PDU = 2;
  static final int ABORT_INVALID_PARAMETER = 6;

  private Pdu() {}

  /** Type and length in the first six bytes. */
  static PduStream.Header header(byte[] bytes) {
    long length =
        (bytes[2] & 0xFFL) << 24
            | (bytes[3] & 0xFF) << 16
            | (bytes[4] & 0xFF) << 8
            | (bytes[5] & 0xFF);
    return new PduStream.Header(bytes[0] & 0xFF, length);
  }

  /** A PDU of four bytes after its header. */
  static byte[] fixed(int type, int second, int third, int fourth) {
    return new byte[] {(byte) type, 0, 0, 0, 0, 4, 0, (byte) second, (byte) third, (byte) fourth};
  }
}
