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
  static final int GET_RQ = 0x0010;
  static final int GET_RSP = 0x8010;
  static final int FIND_RQ = 0x0020;
  static final int FIND_RSP = 0x8020;
  static final int MOVE_RQ = 0x0021;
  static final int MOVE_RSP = 0x8021;
  static final int EVENT_REPORT_RQ = 0x0100;
  static final int ACTION_RQ = 0x0130;
  static final int CANCEL_RQ = 0x0FFF;

  static final int STATUS_SOP_CLASS_NOT_SUPPORTED = 0x0122;
  static final int STATUS_UNRECOGNIZED_OPERATION = 0x0211;
  static final int STATUS_MISSING_ATTRIBUTE = 0x0120;
  static final int STATUS_PROCESSING_FAILURE = 0x0110;
  static final int STATUS_NO_SUCH_ACTION = 0x0123;

  /** Command Data Set Type: a data set follows; any value but {@link #NO_DATA_SET} says so. */
  static final int HAS_DATA_SET = 0x0001;

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

  /**
   * The whole command in P-DATA-TF PDUs, mostly one.
   *
   * @param pduBytes largest PDU with its header of six bytes
   */
  static byte[] pdus(int contextId, byte[] command, int pduBytes) {
    int most = pduBytes - Pdu.DATA_HEADER;
    int count = (command.length + most - 1) / most;
    byte[] pdus = new byte[command.length + count * Pdu.DATA_HEADER];
    int at = 0;
    for (int from = 0; from < command.length; from += most) {
      int length = Math.min(most, command.length - from);
      dataHeader(pdus, at, contextId, length, from + length == command.length ? 3 : 1);
      System.arraycopy(command, from, pdus, at + Pdu.DATA_HEADER, length);
      at += Pdu.DATA_HEADER + length;
    }
    return pdus;
  }

  /**
   * Writes the headers of a PDU with one presentation data value.
   *
   * @param flags bit 0 command, bit 1 last fragment
   */
  static void dataHeader(byte[] pdu, int at, int contextId, int length, int flags) {
    pdu[at] = Pdu.DATA;
    pdu[at + 1] = 0;
    number(pdu, at + 2, length + 6);
    number(pdu, at + 6, length + 2);
    pdu[at + 10] = (byte) contextId;
    pdu[at + 11] = (byte) flags;
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
        .put(Tag.CommandDataSetType, VR.US, HAS_DATA_SET)
        .put(Tag.AffectedSOPInstanceUID, VR.UI, sopInstanceUid);
  }

  /** C-FIND, C-GET, and C-MOVE before its destination is put. */
  static DataSet queryRequest(int field, int messageId, String sopClassUid) {
    return new DataSet()
        .put(Tag.AffectedSOPClassUID, VR.UI, sopClassUid)
        .put(Tag.CommandField, VR.US, field)
        .put(Tag.MessageID, VR.US, messageId)
        .put(Tag.Priority, VR.US, 0)
        .put(Tag.CommandDataSetType, VR.US, HAS_DATA_SET);
  }

  /** C-CANCEL of a message sent before; it is not answered itself. */
  static DataSet cancelRequest(int messageIdToCancel) {
    return new DataSet()
        .put(Tag.CommandField, VR.US, CANCEL_RQ)
        .put(Tag.MessageIDBeingRespondedTo, VR.US, messageIdToCancel)
        .put(Tag.CommandDataSetType, VR.US, NO_DATA_SET);
  }

  /** N-ACTION on a well-known instance, PS3.7 section 10.3.5. */
  static DataSet actionRequest(int messageId, String sopClass, String sopInstance, int type) {
    return new DataSet()
        .put(Tag.RequestedSOPClassUID, VR.UI, sopClass)
        .put(Tag.CommandField, VR.US, ACTION_RQ)
        .put(Tag.MessageID, VR.US, messageId)
        .put(Tag.CommandDataSetType, VR.US, HAS_DATA_SET)
        .put(Tag.RequestedSOPInstanceUID, VR.UI, sopInstance)
        .put(Tag.ActionTypeID, VR.US, type);
  }

  /** N-EVENT-REPORT, PS3.7 section 10.3.1. */
  static DataSet eventReport(int messageId, String sopClass, String sopInstance, int type) {
    return new DataSet()
        .put(Tag.AffectedSOPClassUID, VR.UI, sopClass)
        .put(Tag.CommandField, VR.US, EVENT_REPORT_RQ)
        .put(Tag.MessageID, VR.US, messageId)
        .put(Tag.CommandDataSetType, VR.US, HAS_DATA_SET)
        .put(Tag.AffectedSOPInstanceUID, VR.UI, sopInstance)
        .put(Tag.EventTypeID, VR.US, type);
  }

  /**
   * The response to a request, with its UIDs, those of N-ACTION under the names of the response
   * (PS3.7 Table 10.3-7), and the type of event or action.
   */
  static DataSet response(DataSet request, StoreOutcome outcome) {
    DataSet response = new DataSet();
    request
        .string(Tag.AffectedSOPClassUID)
        .or(() -> request.string(Tag.RequestedSOPClassUID))
        .filter(Command::isUid)
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
        .or(() -> request.string(Tag.RequestedSOPInstanceUID))
        .filter(Command::isUid)
        .ifPresent(uid -> response.put(Tag.AffectedSOPInstanceUID, VR.UI, uid));
    for (int type : new int[] {Tag.EventTypeID, Tag.ActionTypeID}) {
      request.integer(type).ifPresent(value -> response.put(type, VR.US, value));
    }
    return response;
  }

  /** Whether an answer can repeat it: what a broken request has in its place need not be text. */
  private static boolean isUid(String text) {
    return text.length() <= 64 && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
  }
}
