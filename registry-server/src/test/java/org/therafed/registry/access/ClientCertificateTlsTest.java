package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate that a client shows in a TLS connection is the one by which it is known. */
class ClientCertificateTlsTest {

  private static final String PASSWORD = "only-for-tests";

  @TempDir Path folder;

  private Vertx vertx;
  private int port;

  @BeforeEach
  void server() throws Exception {
    keys("server");
    keys("client");
    vertx = Vertx.vertx();
    port =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setSsl(true)
                    .setClientAuth(ClientAuth.REQUEST)
                    .setKeyCertOptions(store("server"))
                    .setTrustOptions(store("client")))
            .requestHandler(
                request -> request.response().end(ClientCertificate.of(request).orElse("none")))
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
  }

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void clientIsKnownByTheCertificateOfTheConnection() throws Exception {
    assertThat(said(Optional.of("client"))).isEqualTo(ClientCertificate.thumbprint(certificate()));
    assertThat(said(Optional.empty())).isEqualTo("none");
  }

  private String said(Optional<String> shown) throws Exception {
    HttpClientOptions options =
        new HttpClientOptions().setSsl(true).setVerifyHost(false).setTrustOptions(store("server"));
    shown.ifPresent(name -> options.setKeyCertOptions(store(name)));
    return vertx
        .createHttpClient(options)
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send())
        .compose(response -> response.body())
        .map(Object::toString)
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private PfxOptions store(String name) {
    return new PfxOptions().setPath(file(name).toString()).setPassword(PASSWORD);
  }

  private Path file(String name) {
    return folder.resolve(name + ".p12");
  }

  private X509Certificate certificate() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file("client"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return (X509Certificate) store.getCertificate("client");
    }
  }

  /** A key pair with a certificate of its own, by the JDK's keytool. */
  private void keys(String name) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file(name).toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
  }
}
