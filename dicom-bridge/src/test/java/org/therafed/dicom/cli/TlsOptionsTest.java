package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.TestKeys;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.TlsSettings;

/** Commands under TLS, with certificates on both sides, with one, and with wrong ones. */
class TlsOptionsTest {
  @TempDir static Path folder;
  private static TestKeys node;
  private static TestKeys caller;
  private static TestKeys elsewhere;

  @BeforeAll
  static void keys() throws Exception {
    node = TestKeys.makeEc(folder, "node", "ip:127.0.0.1");
    caller = TestKeys.makeEc(folder, "caller", "ip:127.0.0.1");
    elsewhere = TestKeys.makeEc(folder, "elsewhere", "dns:elsewhere.example");
  }

  /** The options of a side that trusts another; a store of a key holds its certificate too. */
  private static List<String> options(TestKeys own, TestKeys trusted) throws Exception {
    List<String> options = new ArrayList<>(trusting(trusted));
    options.addAll(List.of("--key-store", own.keyFile().toString()));
    return options;
  }

  private static List<String> trusting(TestKeys trusted) throws Exception {
    return List.of(
        "--tls",
        "--trust-store",
        trusted.trustFile().toString(),
        "--store-password",
        trusted.passwordFile().toString());
  }

  private static Run run(List<String> options, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(1, options);
    return Run.of(arguments.toArray(String[]::new));
  }

  private static DicomServer listening(TlsSettings settings) {
    return DicomServer.start(
        ServerConfig.loopback("THERAFED", 0).withTls(settings), request -> StoreOutcome.SUCCESS);
  }

  private static String port(DicomServer server) {
    return Integer.toString(server.port());
  }

  @Test
  void whatIsSentUnderTlsIsReceivedUnderTls() throws Exception {
    Path file =
        DumpCommandTest.write(
            folder.resolve("1.dcm"),
            DumpCommandTest.sample().put(Tag.SOPInstanceUID, VR.UI, "2.25.1"));
    Path target = folder.resolve("target");
    PipedReader pipe = new PipedReader(1 << 16);
    PrintWriter out = new PrintWriter(new PipedWriter(pipe));
    StringWriter err = new StringWriter();
    List<String> receive = new ArrayList<>(List.of("receive", "0", target.toString()));
    receive.addAll(List.of("--count", "1"));
    receive.addAll(options(node, caller));
    CompletableFuture<Integer> receiver =
        CompletableFuture.supplyAsync(
            () -> DicomCli.run(out, new PrintWriter(err), receive.toArray(String[]::new)));
    String listening = new BufferedReader(pipe).readLine();
    assertThat(listening).as(err.toString()).endsWith(" as THERAFED under TLS");
    String port = listening.replaceAll("\\D", "");

    Run plain = Run.of("echo", "127.0.0.1", port, "--called", "THERAFED", "--timeout", "5");
    Run nameless = run(trusting(node), "echo", "127.0.0.1", port, "--called", "THERAFED");
    Run echo = run(options(caller, node), "echo", "127.0.0.1", port, "--called", "THERAFED");
    Run store =
        run(
            options(caller, node),
            "store",
            "127.0.0.1",
            port,
            file.toString(),
            "--called",
            "THERAFED");

    assertThat(receiver.get(1, TimeUnit.MINUTES)).as(err.toString()).isZero();
    assertThat(plain.exit()).isEqualTo(1);
    assertThat(nameless.exit()).isEqualTo(1);
    assertThat(echo.out()).as(echo.err()).contains("C-ECHO 0000 success");
    assertThat(store.exit()).as(store.err()).isZero();
    assertThat(Part10Reader.read(target.resolve("2.25.1.dcm")).sopInstanceUid()).contains("2.25.1");
    out.close();
  }

  @Test
  void queriesGoUnderTls() throws Exception {
    try (DicomServer server = listening(node.trusting(caller))) {
      Run find =
          run(options(caller, node), "find", "127.0.0.1", port(server), "--called", "THERAFED");
      Run plain =
          Run.of("find", "127.0.0.1", port(server), "--called", "THERAFED", "--timeout", "5");

      // The association came about, and this provider answers no queries.
      assertThat(find.err()).startsWith("DCM-NET-005 ");
      assertThat(plain.err()).startsWith("DCM-NET-").doesNotStartWith("DCM-NET-005 ");
    }
  }

  @Test
  void certificatesInPemAreTrusted() throws Exception {
    try (DicomServer server = listening(node.trusting(caller).withClientCertificate(false))) {
      Run echo =
          Run.of(
              "echo",
              "127.0.0.1",
              port(server),
              "--called",
              "THERAFED",
              "--tls",
              "--trust-store",
              node.certificatePem().toString());

      assertThat(echo.exit()).as(echo.err()).isZero();
    }
  }

  @Test
  void nodeThatAsksForNoCertificateIsCalledWithoutOne() throws Exception {
    try (DicomServer server = listening(node.trusting(caller).withClientCertificate(false))) {
      Run echo = run(trusting(node), "echo", "127.0.0.1", port(server), "--called", "THERAFED");

      assertThat(echo.exit()).as(echo.err()).isZero();
    }
  }

  @Test
  void certificateMustBeTrustedAndNameTheHost() throws Exception {
    try (DicomServer server = listening(elsewhere.trusting(caller))) {
      String port = port(server);
      Run stranger = run(options(caller, node), "echo", "127.0.0.1", port, "--called", "THERAFED");
      Run other =
          run(options(caller, elsewhere), "echo", "127.0.0.1", port, "--called", "THERAFED");
      Run any =
          run(
              options(caller, elsewhere),
              "echo",
              "127.0.0.1",
              port,
              "--called",
              "THERAFED",
              "--any-host");

      assertThat(stranger.exit()).isEqualTo(1);
      assertThat(stranger.err()).startsWith("DCM-NET-").contains("TLS with the peer failed");
      assertThat(other.exit()).isEqualTo(1);
      assertThat(any.exit()).as(any.err()).isZero();
    }
  }

  @Test
  void storesThatDoNotFitAreWrongArguments() throws IOException {
    Path text = Files.writeString(folder.resolve("DOE.txt"), "DOE");

    assertWrong("--any-host is of --tls", "echo", "127.0.0.1", "104", "--any-host");
    assertWrong("--any-caller is of --tls", "receive", "0", folder.toString(), "--any-caller");
    assertWrong("--tls needs --trust-store", "echo", "127.0.0.1", "104", "--tls");
    assertWrong(
        "add --tls", "echo", "127.0.0.1", "104", "--trust-store", caller.keyFile().toString());
    assertWrong(
        "the value of --trust-store does not fit",
        "echo",
        "127.0.0.1",
        "104",
        "--tls",
        "--trust-store",
        text.toString());
    assertWrong(
        "the value of --store-password does not fit",
        "echo",
        "127.0.0.1",
        "104",
        "--tls",
        "--trust-store",
        text.toString(),
        "--store-password",
        folder.resolve("absent").toString());
    assertWrong(
        "needs --key-store",
        "receive",
        "0",
        folder.resolve("t").toString(),
        "--tls",
        "--trust-store",
        text.toString());
  }

  private static void assertWrong(String sentence, String... arguments) {
    Run run = Run.of(arguments);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("DCM-CLI-001 ").contains(sentence).doesNotContain("DOE");
  }
}
