package org.therafed.dicom.net;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sends files to DCMTK's storescp; exit code 0 if all were stored. */
public final class SendToStorescp {
  private static final int PORT = 11112;

  private SendToStorescp() {}

  /** Arguments: the folder in which storescp keeps what it gets, and files. */
  public static void main(String[] args) throws Exception {
    List<Path> files = Peers.files(args);
    ClientConfig config = ClientConfig.of("127.0.0.1", PORT, "THERAFED", "STORESCP");
    boolean stored;
    try (Peers peers = new Peers()) {
      peers.start(
          Map.of("TCP_NODELAY", "1"),
          "storescp",
          "+xa",
          "-aet",
          "STORESCP",
          "-od",
          args[0],
          Integer.toString(PORT));
      try (DicomClient client =
          Peers.connect(config, Proposal.of(DicomClient.contextsFor(files)))) {
        stored = client.store(files).stream().allMatch(response -> response.status() == 0);
      }
    }
    System.exit(stored ? 0 : 1);
  }
}
