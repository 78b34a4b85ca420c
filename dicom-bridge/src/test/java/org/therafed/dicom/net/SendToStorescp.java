package org.therafed.dicom.net;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Sends files from inside the network namespace of a storescp; exit code 0 if all were stored. */
public final class SendToStorescp {
  private static final int ATTEMPTS = 1200;

  private SendToStorescp() {}

  /** Arguments: port and files. */
  public static void main(String[] args) {
    List<Path> files = Arrays.stream(args).skip(1).map(Path::of).toList();
    ClientConfig config =
        ClientConfig.of("127.0.0.1", Integer.parseInt(args[0]), "THERAFED", "STORESCP");
    boolean stored = false;
    try (DicomClient client = connect(config, DicomClient.contextsFor(files))) {
      stored = client.store(files).stream().allMatch(response -> response.status() == 0);
    }
    System.exit(stored ? 0 : 1);
  }

  /** The receiver was started a moment ago; until it listens, connecting is tried again. */
  private static DicomClient connect(ClientConfig config, List<PresentationContext> contexts) {
    for (int attempt = 1; ; attempt++) {
      try {
        return DicomClient.connect(config, contexts);
      } catch (DicomFault e) {
        if (e.code() != DicomFaultCode.CONNECTION || attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }
}
