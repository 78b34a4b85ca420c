package org.therafed.dicom.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;

/**
 * A file and how it goes over an association: byte for byte where the peer takes its transfer
 * syntax and its data set has an even length, else written anew.
 *
 * <p>PS3.8 Annex E demands fragments of even length, and PS3.5 section 7.1.1 values of even length:
 * peers abort at an odd one. PS3.5 section 10.1 makes implicit VR little endian what every node
 * takes, so a native object can always be sent in it.
 */
final class Outgoing {
  private final ObjectFile object;
  private final ClientAssociation.Accepted context;

  /** Null where the bytes of the file are sent. */
  private final DataSet rewritten;

  private Outgoing(ObjectFile object, ClientAssociation.Accepted context, DataSet rewritten) {
    this.object = object;
    this.context = context;
    this.rewritten = rewritten;
  }

  /**
   * Prepares a file; nothing is sent yet.
   *
   * @throws org.therafed.dicom.dataset.DicomFault {@code NO_CONTEXT} where the peer accepted no
   *     syntax that the object can be written in; those of {@link Part10Reader} where it must be
   *     written anew and cannot be read
   */
  static Outgoing of(ObjectFile object, ClientAssociation association) {
    ClientAssociation.Accepted context =
        Stream.concat(Stream.of(object.transferSyntaxUid()), object.otherSyntaxes().stream())
            .map(syntax -> association.find(object.sopClassUid(), syntax))
            .flatMap(found -> Optional.ofNullable(found).stream())
            .findFirst()
            .orElseThrow(() -> Faults.noContext("the object's SOP class and transfer syntax"));
    boolean same = context.transferSyntax().equals(object.transferSyntaxUid());
    boolean whole = same && (object.even() || object.deflated());
    return new Outgoing(object, context, whole ? null : Part10Reader.read(object.file()).dataSet());
  }

  /** Sends the object; its answer is still to come. */
  void send(ClientAssociation association, int id) throws IOException {
    DataSet command = Command.storeRequest(id, object.sopClassUid(), object.sopInstanceUid());
    if (rewritten != null) {
      TransferSyntax syntax = TransferSyntax.of(context.transferSyntax()).orElseThrow();
      association.send(context.id(), command, out -> DataSetWriter.write(rewritten, syntax, out));
      return;
    }
    try (InputStream in = padded()) {
      association.send(context.id(), command, in);
    }
  }

  /** A deflated data set is made even by a byte behind it, PS3.5 section A.5. */
  private InputStream padded() {
    InputStream in = object.open();
    return object.even() ? in : new SequenceInputStream(in, new ByteArrayInputStream(new byte[1]));
  }
}
