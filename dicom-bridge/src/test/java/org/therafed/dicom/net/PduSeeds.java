package org.therafed.dicom.net;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.TransferSyntax;

/** Where the search of faults in the decoders of PDUs and messages begins. */
public final class PduSeeds {
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

  private PduSeeds() {}

  /** Whole inputs of {@link PduFuzz}. */
  public static List<byte[]> all() {
    byte[] request = Items.join(request());
    byte[] body = Arrays.copyOfRange(request, Pdu.HEADER, request.length);
    byte[] accept =
        AssociateCodec.encode(
            new AssociateAccept(
                "A",
                "B",
                List.of(
                    new AssociateAccept.Result(1, 0, EXPLICIT),
                    new AssociateAccept.Result(3, 4, EXPLICIT)),
                user()));
    byte[] acceptBody = Arrays.copyOfRange(accept, Pdu.HEADER, accept.length);
    return List.of(
        Items.join(new byte[] {0}, body),
        Items.join(new byte[] {1}, acceptBody),
        Items.join(new byte[] {2}, request),
        Items.join(new byte[] {3}, messages()));
  }

  /** What a caller sends from its request to its last message, behind a byte to ignore. */
  static byte[] conversation() {
    return Items.join(new byte[] {0}, request(), messages());
  }

  private static byte[] request() {
    return AssociateCodec.encode(
        new AssociateRequest(
            1,
            "THERAFED",
            "FUZZ",
            Pdu.APPLICATION_CONTEXT,
            List.of(
                new AssociateRequest.Proposed(
                    1, PresentationContext.VERIFICATION, List.of(EXPLICIT)),
                new AssociateRequest.Proposed(
                    3, "1.2.840.10008.5.1.4.1.1.2", List.of("1.2", EXPLICIT))),
            user()));
  }

  private static UserInformation user() {
    return new UserInformation(
        16384,
        Optional.of(new UserInformation.Operations(4, 1)),
        Map.of(PresentationContext.VERIFICATION, new Role(true, true)),
        Map.of("1.2.3", new byte[] {1, 2, 3}),
        Map.of("1.2.3", Negotiation.STORAGE_SERVICE_CLASS),
        Optional.of(UserIdentity.passcode("user", "pass")),
        Optional.of(new byte[] {7}));
  }

  private static byte[] messages() {
    DataSet event = Command.eventReport(5, PresentationContext.COMMITMENT, Commitment.INSTANCE, 2);
    byte[] result =
        DataSetWriter.toBytes(
            Commitment.encode(
                new CommitmentResult(
                    "2.25.1",
                    List.of(new SopReference("1.2", "2.25.2")),
                    List.of(
                        new CommitmentResult.Failure(new SopReference("1.2", "2.25.3"), 0x112)))),
            TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    byte[] data = new byte[Pdu.DATA_HEADER + result.length];
    Command.dataHeader(data, 0, 1, result.length, 2);
    System.arraycopy(result, 0, data, Pdu.DATA_HEADER, result.length);
    DataSet store =
        Command.storeRequest(6, "1.2.840.10008.5.1.4.1.1.2", "2.25.9")
            .put(Tag.ErrorComment, VR.LO, "x");
    return Items.join(
        Command.pdus(1, Command.bytes(event), 16384),
        data,
        Command.pdus(3, Command.bytes(store), 60),
        data);
  }
}
