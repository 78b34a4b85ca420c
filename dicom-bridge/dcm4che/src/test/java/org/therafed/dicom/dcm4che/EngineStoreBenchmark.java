package org.therafed.dicom.dcm4che;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.dicom.benchmark.DurableStore;
import org.therafed.dicom.engine.DicomEngine;
import org.therafed.dicom.engine.ServiceUser;
import org.therafed.dicom.engine.StorageProvider;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;

/**
 * C-STORE of one object again and again over one association on loopback, each engine as receiver
 * and as sender in turns: round by round, so that what the machine does meanwhile meets all alike,
 * with the receivers' order changing and a few objects before the clock starts. Same PDU length,
 * same handlers.
 *
 * <p>Arguments: a file, objects for each figure, a folder on the disk to be measured.
 */
public final class EngineStoreBenchmark {
  private static final int ROUNDS = 4;
  private static final List<DicomEngine> ENGINES = List.of(Engines.OWN, Engines.DCM4CHE);

  private EngineStoreBenchmark() {}

  /** Prints a line for each figure; the first round warms up and says so. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    int objects = Integer.parseInt(args[1]);
    Path folder = Files.createTempDirectory(Path.of(args[2]), "engines");
    try {
      for (int round = 0; round < ROUNDS; round++) {
        String name = round == 0 ? "warm-up" : "round " + round;
        List<DicomEngine> receivers = new ArrayList<>(ENGINES);
        Collections.rotate(receivers, round);
        for (DicomEngine sender : ENGINES) {
          for (DicomEngine receiver : receivers) {
            measure(name + " discarding", sender, receiver, discard(), file, objects);
          }
          for (DicomEngine receiver : receivers) {
            Path store = Files.createTempDirectory(folder, "durable");
            measure(name + " durable", sender, receiver, new DurableStore(store), file, objects);
            delete(store);
          }
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static StoreHandler discard() {
    return request -> {
      request.dataset().transferTo(OutputStream.nullOutputStream());
      return StoreOutcome.SUCCESS;
    };
  }

  private static void measure(
      String name,
      DicomEngine sender,
      DicomEngine receiver,
      StoreHandler handler,
      Path file,
      int objects)
      throws IOException {
    try (StorageProvider provider =
        receiver.listen(ServerConfig.loopback("THERAFED", 0), handler, AssociationListener.NONE)) {
      ClientConfig config = ClientConfig.of("127.0.0.1", provider.port(), "BENCH", "THERAFED");
      try (ServiceUser user = sender.connect(config, DicomClient.contextsFor(List.of(file)))) {
        store(user, file, objects / 20);
        long start = System.nanoTime();
        store(user, file, objects);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "%-20s %8s -> %-8s %d objects in %.2f s, %.0f objects/s, %.0f MB/s%n",
            name,
            sender.name(),
            receiver.name(),
            objects,
            seconds,
            objects / seconds,
            objects * (Files.size(file) / 1e6) / seconds);
      }
    }
  }

  private static void store(ServiceUser user, Path file, int objects) throws IOException {
    for (int i = 0; i < objects; i++) {
      if (!user.store(file).isSuccess()) {
        throw new IllegalStateException("an object was refused");
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
