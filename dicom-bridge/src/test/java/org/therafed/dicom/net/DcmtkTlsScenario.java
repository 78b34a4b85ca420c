package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.TestKeys;

/** TLS with client certificates against DCMTK, both directions; inside {@code OwnNetwork}. */
public final class DcmtkTlsScenario {
  private static final int OURS = 11112;
  private static final int THEIRS = 11113;

  private DcmtkTlsScenario() {}

  /** Arguments: a folder, and files. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    List<Path> files = Peers.files(args);
    TestKeys our = TestKeys.make(folder, "our", "ip:127.0.0.1");
    TestKeys their = TestKeys.make(folder, "their", "ip:127.0.0.1");
    TestKeys stranger = TestKeys.make(folder, "stranger", "ip:127.0.0.1");

    Map<String, byte[]> arrived = Peers.objects();
    try (DicomServer server =
        DicomServer.start(
            ServerConfig.loopback("THERAFED", OURS).withTls(our.trusting(their)),
            Peers.into(arrived))) {
      String port = Integer.toString(server.port());
      assertThat(Peers.run(storescu(their, our, port, files))).isZero();
      assertThat(arrived).hasSize(files.size());
      assertThat(Peers.run(storescu(stranger, our, port, files))).isNotZero();
      assertThat(Peers.run("echoscu", "-aec", "THERAFED", "127.0.0.1", port)).isNotZero();
    }

    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    try (Peers peers = new Peers()) {
      List<String> storescp = new ArrayList<>(List.of("storescp", "+xa", "-aet", "STORESCP"));
      storescp.addAll(tls(their, our));
      storescp.addAll(List.of("-od", inbox.toString(), Integer.toString(THEIRS)));
      peers.start(Map.of("TCP_NODELAY", "1"), storescp.toArray(String[]::new));
      ClientConfig config =
          ClientConfig.of("127.0.0.1", THEIRS, "THERAFED", "STORESCP").withTls(our.trusting(their));
      try (DicomClient client =
          Peers.connect(config, Proposal.of(DicomClient.contextsFor(files)))) {
        assertThat(client.store(files)).allMatch(DimseResponse::isSuccess);
      }
    }
    try (var list = Files.list(inbox)) {
      assertThat(list).hasSize(files.size());
    }
    System.out.println("SCENARIO DONE");
    System.exit(0);
  }

  private static List<String> tls(TestKeys own, TestKeys trusted) throws Exception {
    return List.of(
        "+tls",
        own.keyPem().toString(),
        own.certificatePem().toString(),
        "+cf",
        trusted.certificatePem().toString());
  }

  private static String[] storescu(TestKeys own, TestKeys trusted, String port, List<Path> files)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("storescu", "-R", "-aec", "THERAFED"));
    command.addAll(tls(own, trusted));
    command.addAll(List.of("127.0.0.1", port));
    files.forEach(file -> command.add(file.toString()));
    return command.toArray(String[]::new);
  }
}
