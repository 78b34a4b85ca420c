package org.therafed.simulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SimulatorTest {
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Simulator.commandLine();
    command.setErr(new PrintWriter(err)).setOut(new PrintWriter(new StringWriter()));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "demo --patients many",
        "demo --patients 29",
        "demo --patients 5001",
        "demo --seed x",
        "demo --port 0",
        "demo --port 65536",
        "demo --unknown",
        "generate",
        "play",
        "play folder --site site-a",
        "play --site site-x",
        "play --site site-a --gateway nowhere",
        "play --site site-a --dicom 11112",
        "play --site site-a --token-variable THERAFED_NO_SUCH_VARIABLE"
      })
  void wrongArgumentsEndWithTwoAndUsage(String line) {
    int code = line.isEmpty() ? run() : run(line.split(" "));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: simulator");
  }

  @Test
  void portInUseIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("demo", "--port", Integer.toString(taken.getLocalPort()))).isEqualTo(2);
      assertThat(err.toString()).contains("in use");
    }
  }

  @Test
  void generateNeedsAnEmptyFolder(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("something"));
    assertThat(run("generate", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("not empty");
  }

  @Test
  void generateWritesAFolderForEachHospital(@TempDir Path folder) {
    Path wanted = folder.resolve("federation");
    assertThat(run("generate", "--patients", "30", wanted.toString())).isZero();
    assertThat(wanted.resolve("site-a/records.tsv")).exists();
    assertThat(wanted.resolve("site-b/0001-patients.gb18030.csv")).exists();
    assertThat(wanted.resolve("site-c/records.tsv")).exists();
  }

  @Test
  void playToNobodyFailsWithTheAddress() throws IOException {
    // A port that is bound is given to nobody else; without listen, connecting to it is refused.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String address = "http://127.0.0.1:" + bound.getLocalPort();
      assertThat(run("play", "--site", "site-a", "--patients", "30", "--gateway", address))
          .isEqualTo(1);
      assertThat(err.toString()).contains(address);
    }
  }
}
