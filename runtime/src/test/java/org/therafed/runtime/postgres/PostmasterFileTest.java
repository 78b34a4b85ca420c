package org.therafed.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {

  @TempDir Path data;

  private void note(String status) throws Exception {
    Files.write(
        data.resolve("postmaster.pid"),
        List.of("30", data.toString(), "1795276800", "40001", "", "127.0.0.1", "1 2", status));
  }

  @Test
  void readyIsTheServerOfThisNumberOnThisPort() throws Exception {
    note("ready   ");
    PostmasterFile file = PostmasterFile.of(data);
    assertThat(file.isReady(30, 40_001)).isTrue();
    assertThat(file.isReady(31, 40_001)).as("of a server before").isFalse();
    assertThat(file.isReady(30, 40_002)).as("of one before with the same number").isFalse();
  }

  @Test
  void recoveringServerIsNotReady() throws Exception {
    note("starting");
    assertThat(PostmasterFile.of(data).isReady(30, 40_001)).isFalse();
  }

  @Test
  void processOfAnotherProgramIsNotTheServer() throws Exception {
    Files.write(
        data.resolve("postmaster.pid"),
        List.of(Long.toString(ProcessHandle.current().pid()), data.toString()));
    assertThat(PostmasterFile.of(data).pid()).isEmpty();
  }
}
