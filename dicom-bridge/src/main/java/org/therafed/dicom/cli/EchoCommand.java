package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks whether a node answers at all, step by step: connection, association, C-ECHO. */
@Command(
    name = "echo",
    description = "Asks a node whether it answers (C-ECHO).",
    mixinStandardHelpOptions = true)
final class EchoCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin PeerOptions peer;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ClientConfig config = peer.config();
    try (DicomClient client =
        DicomClient.connect(config, List.of(PresentationContext.verification()))) {
      out.println("association accepted");
      DimseResponse response = client.echo();
      out.println("C-ECHO " + Statuses.text(response));
      if (!response.isSuccess()) {
        throw CliFault.of(
            CliFaultCode.PEER_STATUS, "C-ECHO got %04XH; 0000H needed", response.status());
      }
    }
    return 0;
  }
}
