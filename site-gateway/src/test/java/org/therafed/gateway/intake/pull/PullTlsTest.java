package org.therafed.gateway.intake.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.TestKeys;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.gateway.fault.TlsProblem;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.support.Configs;
import org.therafed.profiles.outcome.Fault;

/** Associations to an archive under TLS, and what is said when they fail. */
class PullTlsTest {

  @TempDir static Path folder;
  private static TestKeys ours;
  private static TestKeys archive;
  private static TestKeys elsewhere;

  @BeforeAll
  static void keys() throws Exception {
    ours = TestKeys.makeEc(folder, "node", "ip:127.0.0.1");
    archive = TestKeys.makeEc(folder, "caller", "ip:127.0.0.1");
    elsewhere = TestKeys.makeEc(folder, "elsewhere", "dns:elsewhere.example");
  }

  private static DicomServer listening(TestKeys shown, TestKeys trusted) throws Exception {
    return DicomServer.start(
        ServerConfig.loopback("ARCHIVE", 0).withTls(shown.trusting(trusted)),
        request -> StoreOutcome.SUCCESS);
  }

  /** What a test of the connection says is wrong. */
  private static String test(DicomServer server, TestKeys shown, TestKeys trusted, String... more)
      throws Exception {
    Map<String, String> settings = new HashMap<>();
    String source = "therafed.pull.sources.pacs.";
    settings.put(source + "host", "127.0.0.1");
    settings.put(source + "port", Integer.toString(server.port()));
    settings.put(source + "called-ae", "ARCHIVE");
    settings.put(source + "tls", "true");
    settings.put("therafed.dicom-tls.certificate", shown.certificatePem().toString());
    settings.put("therafed.dicom-tls.key", shown.keyPem().toString());
    settings.put("therafed.dicom-tls.truststore", trusted.certificatePem().toString());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(source + more[i], more[i + 1]);
    }
    SiteConfig config = Configs.of(settings);
    PullSources sources = new PullSources(config, new Site(config, Clock.systemUTC()));
    Fault fault =
        Assertions.catchThrowableOfType(Fault.class, () -> sources.archive("pacs").test());
    return fault.getMessage();
  }

  private static String told(TlsProblem problem) {
    return "GW-PULL-006 TLS with the archive failed: " + problem.phrase().en() + ".";
  }

  @Test
  void theAssociationIsOpenedUnderTls() throws Exception {
    try (DicomServer server = listening(archive, ours)) {
      // It answers, and says that it has no C-FIND.
      assertThat(test(server, ours, archive)).startsWith("GW-PULL-010").contains("C-FIND");
    }
  }

  @Test
  void whatIsWrongWithTheCertificatesIsSaid() throws Exception {
    try (DicomServer server = listening(archive, ours)) {
      assertThat(test(server, ours, ours)).startsWith(told(TlsProblem.NOT_TRUSTED));
      assertThat(test(server, elsewhere, archive)).startsWith(told(TlsProblem.CERTIFICATE_WANTED));
    }
    try (DicomServer server = listening(elsewhere, ours)) {
      assertThat(test(server, ours, elsewhere)).startsWith(told(TlsProblem.OTHER_HOST));
      assertThat(test(server, ours, elsewhere, "tls-host-check", "false"))
          .startsWith("GW-PULL-010");
    }
    try (DicomServer plain =
        DicomServer.start(ServerConfig.loopback("ARCHIVE", 0), request -> StoreOutcome.SUCCESS)) {
      assertThat(test(plain, ours, archive)).startsWith("GW-PULL-006");
    }
  }
}
