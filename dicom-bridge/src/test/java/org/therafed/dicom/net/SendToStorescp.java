package org.therafed.dicom.net;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Sends files from inside the network namespace of a storescp; exit code 0 if all were stored. */
public final class SendToStorescp {
  private SendToStorescp() {}

  /** Arguments: port and files. */
  public static void main(String[] args) {
    List<Path> files = Arrays.stream(args).skip(1).map(Path::of).toList();
    ClientConfig config =
        ClientConfig.of("127.0.0.1", Integer.parseInt(args[0]), "THERAFED", "STORESCP");
    boolean stored = false;
    try (DicomClient client = Peers.connect(config, Proposal.of(DicomClient.contextsFor(files)))) {
      stored = client.store(files).stream().allMatch(response -> response.status() == 0);
    }
    System.exit(stored ? 0 : 1);
  }
}
