package org.therafed.dicom.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.Peers;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.Proposal;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;

/**
 * C-STORE received per second: one association over loopback, the 0.5 MB CT, senders this library
 * and DCMTK's storescu (with {@code TCP_NODELAY=1}; left out where it is not installed), receivers
 * that fsync file and folder before they answer, ones that discard, and DCMTK's storescp, which
 * does not fsync, by turns; with them what the disk allows without network. Last storescp with
 * {@code sync} of each file in the foreground: DCMTK made to put an object on the disk before it
 * takes the next. That is no fair race, as it starts two processes an object, and it answers before
 * the sync: what is compared is how long objects take that are on the disk.
 *
 * <p>Arguments: the file, the number of objects, a folder on the disk to be measured.
 */
public final class StoreReceiveBenchmark {
  private static final int ROUNDS = 3;

  /** Of each file and its folder, before the next message is taken. */
  private static final List<String> SYNCED =
      List.of("--exec-sync", "--exec-on-reception", "sync #p/#f #p");

  private StoreReceiveBenchmark() {}

  /** See the class description. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    int objects = Integer.parseInt(args[1]);
    Path folder = Files.createTempDirectory(Path.of(args[2]), "store-benchmark");
    DiskCeiling disk = new DiskCeiling(Math.toIntExact(Files.size(file)));
    try {
      for (int round = 1; round <= ROUNDS; round++) {
        disk.measure(round, objects, sub(folder));
        measure("own sender, durable", round, objects, new DurableStore(sub(folder)), file, false);
        measure("own sender, discarding", round, objects, discard(), file, false);
        if (has("storescu")) {
          measure("storescu, durable", round, objects, new DurableStore(sub(folder)), file, true);
          measure("storescu, discarding", round, objects, discard(), file, true);
        }
        if (has("storescp")) {
          dcmtk("storescp", List.of(), round, objects, file, sub(folder));
          dcmtk("storescp with sync", SYNCED, round, objects, file, sub(folder));
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static Path sub(Path folder) throws IOException {
    return Files.createTempDirectory(folder, "round");
  }

  private static StoreHandler discard() {
    return request -> {
      request.dataset().transferTo(OutputStream.nullOutputStream());
      return StoreOutcome.SUCCESS;
    };
  }

  private static void measure(
      String name, int round, int objects, StoreHandler handler, Path file, boolean storescu)
      throws Exception {
    try (DicomServer server = DicomServer.start(ServerConfig.loopback("THERAFED", 0), handler)) {
      sendAndSay(name, round, objects, server.port(), file, storescu);
    }
  }

  /**
   * The peer: DCMTK's receiver, which writes files and leaves when they reach the disk open. It
   * listens on all interfaces while its turn lasts, whatever it is told.
   */
  private static void dcmtk(
      String name, List<String> options, int round, int objects, Path file, Path folder)
      throws Exception {
    int port = freePort();
    List<String> command =
        new ArrayList<>(List.of("storescp", "--aetitle", "THERAFED", "--max-pdu", "131072"));
    command.addAll(List.of("--bit-preserving", "--unique-filenames"));
    command.addAll(options);
    command.addAll(List.of("--output-directory", folder.toString(), Integer.toString(port)));
    try (Peers peers = new Peers()) {
      peers.start(Map.of("TCP_NODELAY", "1"), command.toArray(String[]::new));
      ClientConfig config = ClientConfig.of("127.0.0.1", port, "BENCH", "THERAFED");
      Peers.connect(config, Proposal.of(List.of(PresentationContext.verification()))).close();
      sendAndSay(name + ", own sender", round, objects, port, file, false);
      sendAndSay(name + ", storescu", round, objects, port, file, true);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void sendAndSay(
      String name, int round, int objects, int port, Path file, boolean storescu) throws Exception {
    long start = System.nanoTime();
    if (storescu) {
      storescu(port, file, objects);
    } else {
      own(port, file, objects);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Figure.print(name, round, objects, Files.size(file), seconds);
  }

  private static void own(int port, Path file, int objects) {
    ClientConfig config = ClientConfig.of("127.0.0.1", port, "BENCH", "THERAFED");
    try (DicomClient client = DicomClient.connect(config, DicomClient.contextsFor(List.of(file)))) {
      for (int i = 0; i < objects; i++) {
        if (!client.store(file).isSuccess()) {
          throw new IllegalStateException("an object was refused");
        }
      }
    }
  }

  private static void storescu(int port, Path file, int objects)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "storescu",
                "-R",
                "--max-send-pdu",
                "131072",
                "--repeat",
                Integer.toString(objects),
                "-aec",
                "THERAFED",
                "127.0.0.1",
                Integer.toString(port),
                file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("TCP_NODELAY", "1");
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("storescu failed");
    }
  }

  private static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
