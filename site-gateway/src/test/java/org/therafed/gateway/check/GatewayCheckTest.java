package org.therafed.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.gateway.check.Finding.Level;
import org.therafed.gateway.forward.http.SiteCredential;
import org.therafed.gateway.site.ClockProducer;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.runtime.DataFolder;

class GatewayCheckTest {

  @TempDir Path folder;

  private final List<Finding> findings = new ArrayList<>();

  private SiteConfig config(String... settings) {
    Map<String, String> given = new HashMap<>();
    given.put("therafed.data-dir", folder.resolve("data").toString());
    for (int i = 0; i < settings.length; i += 2) {
      given.put("therafed." + settings[i], settings[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(SiteConfig.class)
        .withSources(new PropertiesConfigSource(given, "test", 100))
        .build()
        .getConfigMapping(SiteConfig.class);
  }

  private static Site site(SiteConfig config) {
    return new Site(config, ClockProducer.ofMachine());
  }

  private Level levelOf(String part) {
    return findings.stream()
        .filter(finding -> finding.text().en().contains(part))
        .findFirst()
        .map(Finding::level)
        .orElseThrow(() -> new AssertionError(findings.toString()));
  }

  private static String printed(GatewayCheck check, int code) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(check.run(new PrintStream(bytes, true, StandardCharsets.UTF_8))).isEqualTo(code);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theExitCodeIsThatOfTheWorstAndBothLanguagesAreShown() {
    Finding ok = Finding.ok("Fine.", "好。");
    Finding warning = Finding.warning("Hm.", "嗯。");
    Finding fault = Finding.fault("No.", "不行。");
    assertThat(printed(GatewayCheck.of(List.of(ok), List.of("check")), 0))
        .isEqualTo("[ok] Fine.\n[正常] 好。\n");
    assertThat(printed(GatewayCheck.of(List.of(ok, warning), List.of("check", "en")), 1))
        .isEqualTo("[ok] Fine.\n[look] Hm.\n");
    assertThat(printed(GatewayCheck.of(List.of(fault, warning), List.of("check", "zh")), 2))
        .isEqualTo("[故障] 不行。\n[注意] 嗯。\n");
  }

  @Test
  void theDataFolderIsLookedAtAndNotMade() throws IOException {
    SiteConfig config = config();
    assertThat(FolderChecks.check(config, findings)).isFalse();
    assertThat(levelOf("made at the first start")).isEqualTo(Level.OK);
    assertThat(folder.resolve("data")).doesNotExist();
    Files.createDirectory(folder.resolve("data"));
    assertThat(FolderChecks.check(config, findings)).isFalse();
    assertThat(levelOf("can be used")).isEqualTo(Level.OK);
    try (DataFolder running = DataFolder.open(folder.resolve("data"))) {
      assertThat(FolderChecks.check(config, findings)).isTrue();
      assertThat(levelOf("A gateway runs")).isEqualTo(Level.WARNING);
      assertThat(running.path()).exists();
    }
    assertThat(levelOf("Free on the disk")).isNotNull();
  }

  @Test
  void aPortThatIsTakenIsAFault() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SiteConfig config = config("dicom-port", Integer.toString(taken.getLocalPort()));
      PortChecks.check(config, Optional.empty(), 0, false, findings);
      assertThat(levelOf("THERAFED_DICOM_PORT")).isEqualTo(Level.FAULT);
      findings.clear();
      PortChecks.check(config, Optional.empty(), 0, true, findings);
      assertThat(findings).isEmpty();
    }
  }

  @Test
  void keysAreLookedAtAndNotMade() {
    SiteConfig config = config();
    KeyChecks.check(config, site(config), findings);
    assertThat(levelOf("There are no keys")).isEqualTo(Level.WARNING);
    assertThat(levelOf("escrow")).isEqualTo(Level.WARNING);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void keysThatCannotBeOpenedAreAFault() throws IOException {
    Path keys = Files.createDirectories(folder.resolve("data").resolve("keys"));
    Files.writeString(keys.resolve("site-keysets.json"), "{}");
    SiteConfig config = config();
    KeyChecks.check(config, site(config), findings);
    assertThat(findings).anyMatch(finding -> finding.level() == Level.FAULT);
  }

  @Test
  void theRegistrysAnswerIsTold() throws IOException, java.text.ParseException {
    SiteConfig none = config();
    RegistryChecks.check(none, site(none), findings);
    assertThat(levelOf("No registry is set")).isEqualTo(Level.WARNING);
    FakeRegistry registry = FakeRegistry.start(0);
    SiteConfig config =
        config("registry-url", "http://127.0.0.1:" + registry.port(), "site-id", "site-a");
    Site site = site(config);
    SiteCredential credential = new SiteCredential(site);
    RegistryChecks.check(config, site, findings);
    assertThat(levelOf("takes this site's key")).isEqualTo(Level.OK);
    // It knows another key from now on.
    Path others = Files.createDirectories(folder.resolve("others"));
    SiteConfig other = config("data-dir", others.toString(), "site-id", "site-a");
    registry.register(com.nimbusds.jose.jwk.ECKey.parse(keyOf(other)));
    RegistryChecks.check(config, site, findings);
    assertThat(levelOf("does not take")).isEqualTo(Level.FAULT);
    assertThat(credential.kid()).isNotEmpty();
    registry.close();
    RegistryChecks.check(config, site, findings);
    assertThat(levelOf("cannot be reached")).isEqualTo(Level.FAULT);
  }

  private static String keyOf(SiteConfig config) throws IOException {
    Site site = site(config);
    assertThat(new SiteCredential(site).kid()).isNotEmpty();
    return Files.readString(site.folder("keys").resolve("site-signing.jwk"));
  }

  @Test
  void systemsOfTheHospitalThatDoNotAnswerAreToldByName() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String port = Integer.toString(closed);
    SiteConfig config =
        config(
            "pull.sources.pacs.host", "127.0.0.1",
            "pull.sources.pacs.port", port,
            "pull.sources.pacs.called-ae", "PACS",
            "dicom-commitment.requesters.ct.host", "127.0.0.1",
            "dicom-commitment.requesters.ct.port", port,
            "dicom-commitment.requesters.ct.ae-title", "CT1",
            "fhir-pull.sources.his.url", "http://127.0.0.1:" + port + "/r4",
            "fhir-pull.sources.keyed.url", "http://127.0.0.1:" + port + "/r4",
            "fhir-pull.sources.keyed.client-id", "therafed");
    PeerChecks.check(config, site(config), findings);
    assertThat(levelOf("archive pacs: GW-PULL-004")).isEqualTo(Level.WARNING);
    assertThat(levelOf("requester of storage commitment ct")).isEqualTo(Level.WARNING);
    assertThat(levelOf("FHIR server his: GW-FHIRPULL-003")).isEqualTo(Level.WARNING);
    assertThat(levelOf("FHIR server keyed is not asked")).isEqualTo(Level.WARNING);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aCertificateThatCannotBeReadIsAFault() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.p12"), "no key store");
    io.smallrye.config.SmallRyeConfig hl7 =
        new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(org.therafed.gateway.site.Hl7Config.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of("therafed.hl7-tls-keystore", broken.toString()), "test", 100))
            .build();
    SiteConfig config = config();
    CertificateChecks.check(
        config,
        Optional.of(hl7.getConfigMapping(org.therafed.gateway.site.Hl7Config.class)),
        site(config),
        findings);
    assertThat(levelOf("THERAFED_HL7_TLS_KEYSTORE")).isEqualTo(Level.FAULT);
  }
}
