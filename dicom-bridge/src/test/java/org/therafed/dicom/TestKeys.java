package org.therafed.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.therafed.dicom.net.TlsSettings;

/**
 * Keys and certificates for the length of a test, made by the JDK's keytool: once for each name and
 * host, because it takes a second.
 *
 * @param name of the node, also of its files
 * @param store key and self-signed certificate
 */
public record TestKeys(String name, Path folder, KeyStore store) {
  private static final Map<List<String>, byte[]> MADE = new ConcurrentHashMap<>();
  private static final char[] PASSWORD = "only-for-tests".toCharArray();

  private static final List<String> RSA = List.of("-keyalg", "RSA", "-keysize", "2048");
  private static final List<String> EC = List.of("-keyalg", "EC", "-groupname", "secp256r1");

  /**
   * An RSA key.
   *
   * @param host what the certificate names, e.g. {@code ip:127.0.0.1}
   */
  public static TestKeys make(Path folder, String name, String host) throws Exception {
    return make(folder, name, host, RSA);
  }

  /** As {@link #make(Path, String, String)}, on an elliptic curve: made in a third of the time. */
  public static TestKeys makeEc(Path folder, String name, String host) throws Exception {
    return make(folder, name, host, EC);
  }

  private static TestKeys make(Path folder, String name, String host, List<String> kind)
      throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> key = List.of(name, host, kind.get(1));
    byte[] made = MADE.get(key);
    if (made == null) {
      generate(folder, file, name, host, kind);
      MADE.put(key, Files.readAllBytes(file));
    } else {
      Files.write(file, made);
    }
    return new TestKeys(name, folder, KeyStore.getInstance(file.toFile(), PASSWORD));
  }

  private static void generate(Path folder, Path file, String name, String host, List<String> kind)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // It makes one key and ends: what a long run is worth only costs its start.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair"));
    command.addAll(kind);
    command.addAll(List.of("-alias", name, "-validity", "2", "-dname", "CN=" + name));
    command.addAll(List.of("-ext", "san=" + host, "-ext", "bc:c", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve(name + ".log"))).isZero();
  }

  /** Settings with this key that trust these peers. */
  public TlsSettings trusting(TestKeys... peers) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    for (TestKeys peer : peers) {
      trusted.setCertificateEntry(peer.name(), peer.store().getCertificate(peer.name()));
    }
    return TlsSettings.of(store, PASSWORD, trusted);
  }

  /** A store of our key and certificate, as a file. */
  public Path keyFile() {
    return folder.resolve(name + ".p12");
  }

  /** A store of our certificate alone, as a file. */
  public Path trustFile() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry(name, store.getCertificate(name));
    Path file = folder.resolve(name + "-trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD);
    }
    return file;
  }

  /** The password of the stores, as a file. */
  public Path passwordFile() throws IOException {
    return Files.writeString(folder.resolve(name + ".password"), new String(PASSWORD) + "\n");
  }

  /** The certificate for tools that read PEM. */
  public Path certificatePem() throws GeneralSecurityException, IOException {
    return pem("CERTIFICATE", ".crt", store.getCertificate(name).getEncoded());
  }

  /** The key for tools that read PEM, without password. */
  public Path keyPem() throws GeneralSecurityException, IOException {
    return pem("PRIVATE KEY", ".key", store.getKey(name, PASSWORD).getEncoded());
  }

  private Path pem(String label, String suffix, byte[] der) throws IOException {
    String text =
        "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END "
            + label
            + "-----\n";
    return Files.write(folder.resolve(name + suffix), text.getBytes(StandardCharsets.US_ASCII));
  }
}
