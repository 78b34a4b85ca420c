package org.therafed.dicom.net;

import java.io.IOException;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.TransferSyntax;

/**
 * A DIMSE message whose command has been read; its data set, if any, is next on the stream.
 *
 * @param contextId presentation context of both parts
 * @param hasData whether a data set follows
 */
record Message(int contextId, DataSet command, boolean hasData) {

  /** Largest identifier, event or action information read to memory, bytes. */
  static final int MAX_IDENTIFIER = 16 << 20;

  /**
   * Reads the command of the next message, inside or at the start of a P-DATA-TF.
   *
   * @throws org.therafed.dicom.dataset.DicomFault {@code PROTOCOL} for what is no message
   */
  static Message read(DataStream data) throws IOException {
    data.startPart();
    int contextId = data.contextId();
    if (!data.isCommand()) {
      throw Faults.protocol("a message starts without a command");
    }
    byte[] bytes = data.readNBytes(Command.MAX_LENGTH + 1);
    if (bytes.length > Command.MAX_LENGTH) {
      throw Faults.protocol("a command set exceeds " + Command.MAX_LENGTH + " bytes");
    }
    DataSet command = Command.read(bytes);
    boolean hasData =
        command.integer(Tag.CommandDataSetType).orElse(Command.NO_DATA_SET) != Command.NO_DATA_SET;
    if (hasData) {
      data.startPart();
      if (data.isCommand() || data.contextId() != contextId) {
        throw Faults.protocol("the data set announced by a command does not follow it");
      }
    }
    return new Message(contextId, command, hasData);
  }

  int field() {
    return command.integer(Tag.CommandField).orElse(-1);
  }

  boolean answers(int messageId) {
    return command.integer(Tag.MessageIDBeingRespondedTo).orElse(-1) == messageId;
  }

  /**
   * Reads a data set that fits in memory; an empty one where none follows.
   *
   * @throws org.therafed.dicom.dataset.DicomFault where it is too large or illegible
   */
  DataSet identifier(DataStream data, String transferSyntaxUid) throws IOException {
    if (!hasData) {
      return new DataSet();
    }
    byte[] bytes = data.readNBytes(MAX_IDENTIFIER + 1);
    if (bytes.length > MAX_IDENTIFIER) {
      data.drain();
      throw Faults.protocol("a data set exceeds " + MAX_IDENTIFIER + " bytes");
    }
    return DataSetReader.read(bytes, TransferSyntax.of(transferSyntaxUid).orElseThrow());
  }
}
