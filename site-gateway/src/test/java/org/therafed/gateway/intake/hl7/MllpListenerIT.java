package org.therafed.gateway.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.gateway.trace.Traces;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Listeners with other settings than the application's: TLS, senders, bounds of connections. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class MllpListenerIT extends WithRegistry {

  private static final String PASSWORD = "only-for-tests";

  @Inject Hl7Config config;
  @Inject Hl7Reader reader;
  @Inject Hl7Structure structure;
  @Inject PatientIds ids;
  @Inject GroupedLog log;
  @Inject Database database;
  @Inject Site site;
  @Inject WorkSignal signal;
  @Inject Traces traces;

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("mllp");
  }

  @AfterEach
  void removeFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private MllpListener started(Map<String, Object> settings) {
    return started(settings, log);
  }

  private MllpListener started(Map<String, Object> settings, GroupedLog recording) {
    Hl7Config changed =
        (Hl7Config)
            Proxy.newProxyInstance(
                Hl7Config.class.getClassLoader(),
                new Class<?>[] {Hl7Config.class},
                (proxy, method, args) ->
                    settings.containsKey(method.getName())
                        ? settings.get(method.getName())
                        : method.invoke(config, args));
    Hl7Checks checks = new Hl7Checks(structure, ids, changed);
    MllpListener listener =
        new MllpListener(
            changed, new Hl7Intake(reader, checks, recording, site, signal, changed), traces);
    listener.start();
    return listener;
  }

  private KeyStore key(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:c",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve(name + ".log"))).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static KeyStore trusting(String name, KeyStore peer)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(name, peer.getCertificate(name));
    return store;
  }

  private static SSLContext context(KeyStore trusted, Optional<KeyStore> own)
      throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own.orElse(null), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void messagesTravelOverTlsAndOnlyKnownSendersMayConnect() throws Exception {
    KeyStore server = key("server");
    KeyStore client = key("client");
    Path trusted = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(trusted)) {
      trusting("client", client).store(out, PASSWORD.toCharArray());
    }
    MllpListener listener =
        started(
            Map.of(
                "hl7TlsKeystore", Optional.of(folder.resolve("server.p12").toString()),
                "hl7TlsKeystorePassword", Optional.of(PASSWORD),
                "hl7TlsTruststore", Optional.of(trusted.toString()),
                "hl7TlsTruststorePassword", Optional.of(PASSWORD)));
    try {
      KeyStore trust = trusting("server", server);
      try (MllpClient sender =
          MllpClient.tls(context(trust, Optional.of(client)), listener.port())) {
        assertThat(sender.send(Messages.adt("A08", "TLS-1", "ID-TLS-1")))
            .contains("MSA|AA|ID-TLS-1");
      }
      try (MllpClient stranger =
          MllpClient.tls(context(trust, Optional.empty()), listener.port())) {
        assertThatThrownBy(() -> stranger.send(Messages.adt("A08", "TLS-1", "ID-TLS-2")))
            .isInstanceOf(IOException.class);
      }
      try (MllpClient plain = MllpClient.connect(listener.port())) {
        assertThatThrownBy(() -> plain.send(Messages.adt("A08", "TLS-1", "ID-TLS-3")))
            .isInstanceOf(IOException.class);
      }
    } finally {
      listener.stop();
    }
    assertThat(listener.port()).isZero();
  }

  @Test
  void aSenderThatIsNotOnTheListIsRefused() throws IOException {
    MllpListener listener = started(Map.of("hl7Senders", Optional.of(List.of("HIS@OTHER", "LAB"))));
    try (MllpClient client = MllpClient.connect(listener.port())) {
      String[] lines = Messages.adt("A08", "SENDER-1", "ID-S-1");
      assertThat(client.send(lines)).contains("MSA|AR|ID-S-1|GW-HL7-012", "ERR||MSH^1^3|204^");
      lines[0] = lines[0].replace("|HIS|WARD|", "|LAB|WARD|");
      assertThat(client.send(lines)).contains("MSA|AA|ID-S-1");
      lines[0] = lines[0].replace("|LAB|WARD|", "|HIS|OTHER|");
      assertThat(client.send(lines)).contains("MSA|AA|ID-S-1");
    } finally {
      listener.stop();
    }
  }

  @Test
  void whatCannotBeStoredIsNotAcknowledgedAndWhoAsksForNoAnswerIsCutOff() throws IOException {
    GroupedLog away =
        new GroupedLog(
            new IntakeLog(null) {
              @Override
              public List<Recorded> record(List<NewArrival> arrivals) {
                throw new DatabaseFault(new SQLException("away", "08006"));
              }
            });
    long received = Gateway.outcomes().get("received");
    MllpListener listener = started(Map.of(), away);
    try (MllpClient client = MllpClient.connect(listener.port())) {
      assertThat(client.send(Messages.adt("A08", "AWAY-1", "ID-AW-1")))
          .contains("MSA|AR|ID-AW-1|GW-HL7-014", "|207^");
      String silent = Messages.msh("ADT^A08", "ID-AW-2", "NE", "NE", "");
      client.raw(
          MllpClient.framed(
              String.join("\r", silent, Messages.pid("AWAY-1")).getBytes(StandardCharsets.UTF_8)));
      assertThat(client.isClosed()).isTrue();
    } finally {
      listener.stop();
    }
    assertThat(Gateway.outcomes().get("received")).isEqualTo(received);
  }

  @Test
  void whatTheDatabaseRefusesForEverIsRefusedAndKept() throws IOException {
    database.inTransaction(
        tx ->
            tx.update(
                "alter table person add constraint refusal check (patient_id <> '"
                    + tx.lookup(Lookup.PATIENT_ID, "DBREF-9")
                    + "')"));
    MllpListener listener = started(Map.of());
    try (MllpClient client = MllpClient.connect(listener.port())) {
      assertThat(client.send(Messages.adt("A08", "DBREF-9", "ID-DB-1")))
          .contains("MSA|AE|ID-DB-1|GW-DB-002");
      assertThat(Gateway.arrivals("refused").get(0)).containsEntry("code", "GW-DB-002");
    } finally {
      listener.stop();
      database.inTransaction(tx -> tx.update("alter table person drop constraint refusal"));
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAndASilentOneEnds() throws IOException {
    MllpListener listener =
        started(Map.of("hl7MaxConnections", 1, "hl7IdleTimeout", Duration.ofMillis(500)));
    try (MllpClient first = MllpClient.connect(listener.port());
        MllpClient second = MllpClient.connect(listener.port())) {
      assertThat(first.send(Messages.adt("A08", "CONN-1", "ID-CN-1"))).contains("MSA|AA|ID-CN-1");
      assertThat(second.isClosed()).isTrue();
      assertThat(first.isClosed()).isTrue();
    }
    try {
      // The place of one that has ended is free again.
      Eventually.holds("taken", () -> isTaken(listener.port()));
    } finally {
      listener.stop();
    }
  }

  private static boolean isTaken(int port) {
    try (MllpClient client = MllpClient.connect(port)) {
      return client.send(Messages.adt("A08", "CONN-1", "ID-CN-2")).contains("MSA|AA|ID-CN-2");
    } catch (IOException full) {
      return false;
    }
  }
}
