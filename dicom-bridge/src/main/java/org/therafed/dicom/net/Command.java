package org.therafed.dicom.net;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.TransferSyntax;

/** DIMSE command sets, PS3.7 section 9.3 and Annex E. Always implicit VR little endian. */
final class Command {
  static final int STORE_RQ = 0x0001;
  static final int STORE_RSP = 0x8001;
  static final int ECHO_RQ = 0x0030;
  static final int ECHO_RSP = 0x8030;
  static final int CANCEL_RQ = 0x0FFF;

  static final int STATUS_SOP_CLASS_NOT_SUPPORTED = 0x0122;
  static final int STATUS_UNRECOGNIZED_OPERATION = 0x0211;
  static final int STATUS_MISSING_ATTRIBUTE = 0x0120;

  /** Command Data Set Type: no data set follows. */
  static final int NO_DATA_SET = 0x0101;

  /** Largest command set accepted, bytes. */
  static final int MAX_LENGTH = 64 << 10;

  private Command() {}

  static DataSet read(byte[] bytes) {
    return DataSetReader.read(bytes, TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
  }

  static byte[] bytes(DataSet command) {
    command.put(Tag.CommandGroupLength, VR.UL, 0);
    return DataSetWriter.toBytes(command, TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
  }

  /** A P-DATA-TF PDU with the whole command. Commands are far below the least PDU size. */
  static byte[] pdu(int contextId, DataSet command) {
    byte[] bytes = bytes(command);
    byte[] pdu = new byte[Pdu.DATA_HEADER + bytes.length];
    dataHeader(pdu, contextId, bytes.length, 3);
    System.arraycopy(bytes, 0, pdu, Pdu.DATA_HEADER, bytes.length);
    return pdu;
  }

  /**
   * Writes the headers of a PDU with one presentation data value.
   *
   * @param flags bit 0 command, bit 1 last fragment
   */
  static void dataHeader(byte[] pdu, int contextId, int length, int flags) {
    pdu[0] = Pdu.DATA;
    pdu[1] = 0;
    number(pdu, 2, length + 6);
    number(pdu, 6, length + 2);
    pdu[10] = (byte) contextId;
    pdu[11] = (byte) flags;
  }

  private static void number(byte[] pdu, int at, int value) {
    pdu[at] = (byte) (value >>> 24);
    pdu[at + 1] = (byte) (value >>> 16);
    pdu[at + 2] = (byte) (value >>> 8);
    pdu[at + 3] = (byte) value;
  }

  static DataSet echoRequest(int messageId) {
    return new DataSet()
        .put(Tag.AffectedSOPClassUID, VR.UI, PresentationContext.VERIFICATION)
        .put(Tag.CommandField, VR.US, ECHO_RQ)
        .put(Tag.MessageID, VR.US, messageId)
        .put(Tag.CommandDataSetType, VR.US, NO_DATA_SET);
  }

  static DataSet storeRequest(int messageId, String sopClassUid, String sopInstanceUid) {
    return new DataSet()
        .put(Tag.AffectedSOPClassUID, VR.UI, sopClassUid)
        .put(Tag.CommandField, VR.US, STORE_RQ)
        .put(Tag.MessageID, VR.US, messageId)
        .put(Tag.Priority, VR.US, 0)
        .put(Tag.CommandDataSetType, VR.US, 1)
        .put(Tag.AffectedSOPInstanceUID, VR.UI, sopInstanceUid);
  }

  /** The response to a request, with its UIDs. */
  static DataSet response(DataSet request, StoreOutcome outcome) {
    DataSet response = new DataSet();
    request
        .string(Tag.AffectedSOPClassUID)
        .ifPresent(uid -> response.put(Tag.AffectedSOPClassUID, VR.UI, uid));
    response
        .put(Tag.CommandField, VR.US, request.integer(Tag.CommandField).orElse(0) | 0x8000)
        .put(
            Tag.MessageIDBeingRespondedTo, VR.US, request.integer(Tag.MessageID).orElse(0) & 0xFFFF)
        .put(Tag.CommandDataSetType, VR.US, NO_DATA_SET)
        .put(Tag.Status, VR.US, outcome.status());
    if (!outcome.errorComment().isEmpty()) {
      response.put(Tag.ErrorComment, VR.LO, outcome.errorComment());
    }
    request
        .string(Tag.AffectedSOPInstanceUID)
        .ifPresent(uid -> response.put(Tag.AffectedSOPInstanceUID, VR.UI, uid));
    return response;
  }
}
