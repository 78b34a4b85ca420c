package org.therafed.gateway.forward.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.TestKeys;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.StartupChecks;
import org.therafed.gateway.site.TlsFiles;
import org.therafed.gateway.support.Configs;

/** A registry that takes nobody without a certificate. */
class MutualTlsTest {

  @TempDir static Path folder;
  private static TestKeys registry;
  private static TestKeys first;
  private static TestKeys second;

  @TempDir Path files;
  private final List<String> callers = new CopyOnWriteArrayList<>();
  private HttpsServer server;

  @BeforeAll
  static void keys() throws Exception {
    registry = TestKeys.makeEc(folder, "node", "ip:127.0.0.1");
    first = TestKeys.makeEc(folder, "caller", "ip:127.0.0.1");
    second = TestKeys.makeEc(folder, "elsewhere", "dns:elsewhere.example");
  }

  @BeforeEach
  void listen() throws Exception {
    Path all = files.resolve("sites.pem");
    Files.writeString(
        all, Files.readString(first.certificatePem()) + Files.readString(second.certificatePem()));
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(TlsFiles.identity(registry.certificatePem(), registry.keyPem()), new char[0]);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(TlsFiles.trusted(all, new char[0]));
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters needed = getSSLContext().getDefaultSSLParameters();
            needed.setNeedClientAuth(true);
            parameters.setSSLParameters(needed);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          Principal caller = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal();
          callers.add(caller.getName());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private SiteConfig config(Path certificate, Path key, Path ca) {
    return Configs.of(
        Map.of(
            "therafed.registry-url", "https://127.0.0.1:" + server.getAddress().getPort(),
            "therafed.registry-tls.certificate", certificate.toString(),
            "therafed.registry-tls.key", key.toString(),
            "therafed.registry-tls.ca", ca.toString()));
  }

  private void ask(RegistryHttp http) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        http.client()
            .send(
                HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/"))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private void put(TestKeys keys, long changed) throws Exception {
    Path certificate = Files.writeString(certificate(), Files.readString(keys.certificatePem()));
    Path key = Files.writeString(key(), Files.readString(keys.keyPem()));
    Files.setLastModifiedTime(certificate, FileTime.fromMillis(changed));
    Files.setLastModifiedTime(key, FileTime.fromMillis(changed));
  }

  private Path certificate() {
    return files.resolve("site.crt");
  }

  private Path key() {
    return files.resolve("site.key");
  }

  @Test
  void theSiteShowsItsCertificateAndAChangedOneWithoutARestart() throws Exception {
    put(first, 1_000_000);
    RegistryHttp http = new RegistryHttp(config(certificate(), key(), registry.certificatePem()));
    ask(http);
    put(second, 2_000_000);
    ask(http);
    // Half of a change: the certificate is there, its key not yet.
    Files.writeString(certificate(), Files.readString(first.certificatePem()));
    Files.setLastModifiedTime(certificate(), FileTime.fromMillis(3_000_000));
    ask(http);
    put(first, 4_000_000);
    ask(http);
    assertThat(callers).containsExactly("CN=caller", "CN=elsewhere", "CN=elsewhere", "CN=caller");
  }

  @Test
  void withoutACertificateNobodyIsTaken() throws Exception {
    RegistryHttp http =
        new RegistryHttp(
            Configs.of(Map.of("therafed.registry-tls.ca", registry.certificatePem().toString())));
    assertThatThrownBy(() -> ask(http)).isInstanceOf(IOException.class);
    assertThat(callers).isEmpty();
  }

  @Test
  void aRegistryOfAnotherAuthorityIsNotTrusted() throws Exception {
    put(first, 1_000_000);
    RegistryHttp http = new RegistryHttp(config(certificate(), key(), second.certificatePem()));
    assertThatThrownBy(() -> ask(http)).isInstanceOf(SSLException.class);
    assertThat(callers).isEmpty();
  }

  @Test
  void whatIsWrongWithTheFilesIsSaidAtStart() throws Exception {
    put(first, 1_000_000);
    assertThat(StartupChecks.problems(config(certificate(), key(), registry.certificatePem())))
        .noneMatch(problem -> problem.contains("REGISTRY_TLS"));
    assertThat(StartupChecks.problems(config(certificate(), second.keyPem(), key())))
        .anyMatch(problem -> problem.startsWith("THERAFED_REGISTRY_TLS_CERTIFICATE and THERAFED"))
        .anyMatch(problem -> problem.startsWith("THERAFED_REGISTRY_TLS_CA does not name"));
    assertThat(
            StartupChecks.problems(
                Configs.of(Map.of("therafed.registry-tls.key", key().toString()))))
        .anyMatch(problem -> problem.startsWith("THERAFED_REGISTRY_TLS_CERTIFICATE needs"));
  }
}
