package org.therafed.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  private static final int STARTS = 2;

  @TempDir Path folder;

  /** The second waits until the first has unpacked, and what an interrupted start left is gone. */
  @Test
  void startsAtTheSameTimeShareWhatTheFirstHasUnpacked() throws Exception {
    Files.createFile(Files.createDirectory(folder.resolve("unpacking")).resolve("half"));
    ExecutorService starts = Executors.newFixedThreadPool(STARTS);
    try {
      CyclicBarrier together = new CyclicBarrier(STARTS);
      List<Future<PostgresBinaries>> unpacked = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        unpacked.add(
            starts.submit(
                () -> {
                  together.await();
                  return PostgresBinaries.unpackedIn(folder);
                }));
      }
      for (Future<PostgresBinaries> each : unpacked) {
        assertThat(each.get().program("postgres")).isExecutable();
      }
    } finally {
      starts.shutdown();
    }
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(2).contains(folder.resolve("lock"));
    }
  }
}
