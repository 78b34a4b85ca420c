package org.therafed.dicom.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.therafed.dicom.net.TlsSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Our key and whom we trust, where a node talks TLS; PKCS#12 or JKS stores. */
final class TlsOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--tls",
      description =
          "talk TLS 1.3 or 1.2 by BCP 195 (PS3.15 B.12); needs --trust-store, and --key-store unless"
              + " we call a node that asks for no certificate")
  boolean tls;

  @Option(
      names = "--key-store",
      paramLabel = "FILE",
      description = "a PKCS#12 or JKS store with our key and certificate")
  Path keyStore;

  @Option(
      names = "--trust-store",
      paramLabel = "FILE",
      description =
          "a PEM file, PKCS#12 or JKS store with the certificates of the peers or of their"
              + " authorities")
  Path trustStore;

  @Option(
      names = "--store-password",
      paramLabel = "FILE",
      description =
          "a file whose first line is the password of both stores, readable by you alone; without"
              + " it they have none")
  Path passwordFile;

  /**
   * What TLS there is to be.
   *
   * @param keyNeeded whether a key of ours is needed, as a listener needs one
   */
  Optional<TlsSettings> settings(boolean keyNeeded) {
    if (!tls) {
      if (keyStore != null || trustStore != null || passwordFile != null) {
        throw DicomCli.wrong(spec, "a store without --tls would not be used; add --tls");
      }
      return Optional.empty();
    }
    if (trustStore == null) {
      throw DicomCli.wrong(spec, "--tls needs --trust-store");
    }
    if (keyNeeded && keyStore == null) {
      throw DicomCli.wrong(spec, "--tls needs --key-store here: who listens needs a certificate");
    }
    char[] password = password();
    KeyStore trusted =
        certificates(trustStore)
            .orElseGet(() -> store("--trust-store", "a PEM file, ", trustStore, password));
    KeyStore identity = keyStore == null ? none() : store("--key-store", "", keyStore, password);
    return Optional.of(TlsSettings.of(identity, password, trusted));
  }

  private char[] password() {
    if (passwordFile == null) {
      return new char[0];
    }
    try {
      return Files.readString(passwordFile).lines().findFirst().orElse("").toCharArray();
    } catch (IOException e) {
      throw DicomCli.wrong(
          spec, "the value of --store-password does not fit: a file that can be read");
    }
  }

  /** The certificates of a PEM file; none where it is no such file. */
  private static Optional<KeyStore> certificates(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length == 0 || bytes[0] != '-') {
        return Optional.empty();
      }
      KeyStore trusted = none();
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))) {
        trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
      }
      return trusted.size() == 0 ? Optional.empty() : Optional.of(trusted);
    } catch (IOException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private KeyStore store(String option, String more, Path file, char[] password) {
    try {
      return KeyStore.getInstance(file.toFile(), password);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw DicomCli.wrong(
          spec,
          "the value of "
              + option
              + " does not fit: "
              + more
              + "a PKCS#12 or JKS store that --store-password opens");
    }
  }

  /** No key: callers that are not asked for a certificate need none. */
  private static KeyStore none() {
    try {
      KeyStore empty = KeyStore.getInstance("PKCS12");
      empty.load(null, null);
      return empty;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PKCS#12 stores", e);
    }
  }
}
