package org.therafed.gateway.intake.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.therafed.dicom.TestKeys;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.deidentify.pseudonym.StorageSealing;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.intake.object.ObjectFiles;
import org.therafed.gateway.intake.object.ObjectIntake;
import org.therafed.gateway.intake.object.ReceivedObjects;
import org.therafed.gateway.intake.object.SafeObjects;
import org.therafed.gateway.intake.object.SiteEngine;
import org.therafed.gateway.intake.pull.PatientPull;
import org.therafed.gateway.intake.pull.PullCounts;
import org.therafed.gateway.intake.pull.PullSources;
import org.therafed.gateway.site.Secrets;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.support.Configs;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.trace.Traces;
import org.therafed.runtime.postgres.DatabaseAddress;
import org.therafed.runtime.postgres.EmbeddedPostgres;

/**
 * Orthanc under TLS with certificates on both sides: it sends to the gateway's listener, asks for
 * storage commitment over a restart of the listener, and is asked as an archive; inside a network
 * of its own.
 */
public final class OrthancScenario {

  private static final int OURS = 11112;
  private static final int THEIRS = 4242;
  private static final int REST = 8042;
  private static final int ATTEMPTS = 1200;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private OrthancScenario() {}

  /** Arguments: a folder, and that of PostgreSQL's programs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    TestKeys ours = TestKeys.makeEc(folder, "ours", "ip:127.0.0.1");
    TestKeys theirs = TestKeys.makeEc(folder, "theirs", "ip:127.0.0.1");
    Process orthanc =
        new ProcessBuilder("/usr/sbin/Orthanc", configuration(folder, ours, theirs).toString())
            .inheritIO()
            .start();
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(folder.resolve("postgres"), Path.of(arguments[1]));
    try {
      scenario(gateway(folder, ours, theirs), postgres.address());
    } finally {
      orthanc.destroyForcibly();
      postgres.stop();
    }
    System.out.println("SCENARIO DONE");
    System.exit(0);
  }

  private static Path configuration(Path folder, TestKeys ours, TestKeys theirs) throws Exception {
    Path home = Files.createDirectory(folder.resolve("orthanc"));
    ObjectNode config = JSON.createObjectNode();
    config.put("StorageDirectory", home.toString()).put("IndexDirectory", home.toString());
    config.put("HttpPort", REST).put("DicomPort", THEIRS).put("DicomAet", "ORTHANC");
    config.put("AuthenticationEnabled", false).put("KeepAlive", false);
    for (String service : List.of("Echo", "Store", "Find", "Get")) {
      config.put("DicomAlwaysAllow" + service, true);
    }
    ObjectNode gateway = config.putObject("DicomModalities").putObject("gateway");
    gateway.put("AET", "THERAFED").put("Host", "127.0.0.1").put("Port", OURS);
    gateway.put("AllowStorageCommitment", true).put("UseDicomTls", true);
    config.put("DicomTlsEnabled", true).put("DicomTlsRemoteCertificateRequired", true);
    config.put("DicomTlsCertificate", theirs.certificatePem().toString());
    config.put("DicomTlsPrivateKey", theirs.keyPem().toString());
    config.put("DicomTlsTrustedCertificates", ours.certificatePem().toString());
    return Files.write(folder.resolve("orthanc.json"), JSON.writeValueAsBytes(config));
  }

  private static SiteConfig gateway(Path folder, TestKeys ours, TestKeys theirs) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("therafed.data-dir", folder.resolve("data").toString());
    settings.put("therafed.dicom-port", Integer.toString(OURS));
    settings.put("therafed.dicom-tls.certificate", ours.certificatePem().toString());
    settings.put("therafed.dicom-tls.key", ours.keyPem().toString());
    settings.put("therafed.dicom-tls.truststore", theirs.certificatePem().toString());
    for (String peer :
        List.of("therafed.pull.sources.pacs.", "therafed.dicom-commitment.requesters.pacs.")) {
      settings.put(peer + "host", "127.0.0.1");
      settings.put(peer + "port", Integer.toString(THEIRS));
      settings.put(peer + "tls", "true");
    }
    settings.put("therafed.pull.sources.pacs.called-ae", "ORTHANC");
    settings.put("therafed.dicom-commitment.requesters.pacs.ae-title", "ORTHANC");
    return Configs.of(settings);
  }

  private static void scenario(SiteConfig config, DatabaseAddress address) throws Exception {
    try (AgroalDataSource source = source(address)) {
      migrate(source);
      Site site = new Site(config, Clock.systemUTC());
      StorageSealing sealing = new StorageSealing(new KeyCustody(site, new Secrets(config)));
      Database database = new Database(source, () -> sealing);
      SiteEngine engine = new SiteEngine(config);
      ObjectFiles files = new ObjectFiles(site, sealing);
      Files.createDirectories(site.folder("objects"));
      ObjectIntake intake =
          new ObjectIntake(engine, files, new IntakeLog(database), site, config, new WorkSignal());
      CommitmentPeers peers = new CommitmentPeers(config);
      CommitmentStore store = new CommitmentStore(database);
      CommitmentReporter reporter =
          new CommitmentReporter(
              peers, store, new SafeObjects(database, files, engine), site, config);
      CommitmentDesk desk = new CommitmentDesk(peers, store, reporter, site);
      Traces traces = new Traces(OpenTelemetry.noop().getTracer("test"));
      DicomListener listener = new DicomListener(config, engine, intake, desk, reporter, traces);
      awaitStart();
      for (int number = 1; number <= 2; number++) {
        Path file = Headers.file(Headers.ct("ORT-1", "1.2.9.1", number));
        call("POST", "/instances", Files.readAllBytes(file));
      }
      listener.start();
      try {
        sentAndCommitted(listener);
      } finally {
        listener.stop();
      }
      Path another = Headers.file(Headers.ct("ORT-1", "1.2.9.1", 3));
      call("POST", "/instances", Files.readAllBytes(another));
      asked(config, site, new ReceivedObjects(database));
    }
  }

  /** As at start; the library that does it there knows PostgreSQL only within Quarkus. */
  private static void migrate(AgroalDataSource source) throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"));
        Connection connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      for (Path file : files.sorted(Comparator.comparing(OrthancScenario::version)).toList()) {
        sql.execute(Files.readString(file));
      }
    }
  }

  private static Integer version(Path file) {
    return Integer.valueOf(file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
  }

  private static AgroalDataSource source(DatabaseAddress address) throws Exception {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(4)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(address.jdbcUrl())
                                    .principal(new NamePrincipal(address.user()))
                                    .credential(new SimplePassword(address.password())))));
  }

  private static void sentAndCommitted(DicomListener listener) throws Exception {
    JsonNode instances = call("GET", "/instances", new byte[0]);
    JsonNode sent = call("POST", "/modalities/gateway/store", bytes(instances));
    assertThat(sent.path("FailedInstancesCount").asInt()).isZero();
    assertThat(sent.path("InstancesCount").asInt()).isEqualTo(2);
    ObjectNode kept = JSON.createObjectNode();
    kept.set("Resources", instances);
    assertThat(report(kept).path("Status").asText()).isEqualTo("Success");

    ObjectNode unknown = JSON.createObjectNode();
    ArrayNode object = unknown.putArray("DicomInstances").addArray();
    object.add(Headers.CT).add("1.2.9.404");
    JsonNode failed = report(unknown);
    assertThat(failed.path("Status").asText()).isEqualTo("Failure");
    assertThat(failed.path("Failures").path(0).path("FailureReason").asInt()).isEqualTo(0x0112);
    assertThat(listener.port()).isEqualTo(OURS);
  }

  private static JsonNode report(ObjectNode request) throws Exception {
    JsonNode job = call("POST", "/modalities/gateway/storage-commitment", bytes(request));
    for (int attempt = 1; ; attempt++) {
      JsonNode report = call("GET", job.path("Path").asText(), new byte[0]);
      if (!report.path("Status").asText().equals("Pending")) {
        return report;
      }
      assertThat(attempt).as("attempts for a report").isLessThan(ATTEMPTS);
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** C-FIND and C-GET under TLS; the issuer is the gateway's own, because Orthanc states none. */
  private static void asked(SiteConfig config, Site site, ReceivedObjects received) {
    PullSources sources = new PullSources(config, site);
    Map<String, byte[]> come = new ConcurrentHashMap<>();
    PullCounts[] counts = {PullCounts.NONE};
    boolean whole =
        new PatientPull(received, config)
            .pull(
                sources.archive("pacs"),
                new PatientKey(site.patientIssuer(), "ORT-1"),
                Optional.empty(),
                request -> {
                  come.put(request.sopInstanceUid(), request.dataset().readAllBytes());
                  return StoreOutcome.SUCCESS;
                },
                () -> true,
                more -> counts[0] = counts[0].plus(more));
    assertThat(whole).isTrue();
    assertThat(counts[0].instances()).isEqualTo(3);
    assertThat(counts[0].here()).isEqualTo(2);
    assertThat(come).containsOnlyKeys("1.2.9.1.1.3");
  }

  private static void awaitStart() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        call("GET", "/system", new byte[0]);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("Orthanc does not answer", e);
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static byte[] bytes(JsonNode json) throws IOException {
    return JSON.writeValueAsBytes(json);
  }

  private static JsonNode call(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + REST + path))
            .timeout(Duration.ofMinutes(1))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
