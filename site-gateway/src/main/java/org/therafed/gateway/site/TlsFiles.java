package org.therafed.gateway.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates in files: PKCS#12, or PEM as RFC 7468 has it. */
public final class TlsFiles {

  /** Of key stores that are made here, and are never written. */
  static final char[] NO_PASSWORD = {};

  private static final long LARGEST_BYTES = 1L << 20;
  private static final String CERTIFICATES = "-----BEGIN CERTIFICATE-----";
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> KEY_KINDS = List.of("RSA", "EC", "Ed25519", "Ed448");

  private TlsFiles() {}

  /**
   * Opens a PKCS#12 file that holds a private key.
   *
   * @throws GeneralSecurityException where the password is another, or there is no key
   */
  public static KeyStore identity(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = pkcs12(bytes(file), password);
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && store.getKey(alias, password) != null) {
        return store;
      }
    }
    throw new GeneralSecurityException("There is no key in the store.");
  }

  /**
   * A private key and its certificate chain of PEM files as a key store whose password is empty.
   *
   * @throws GeneralSecurityException where one cannot be read, or they do not belong together
   */
  public static KeyStore identity(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    List<Certificate> chain = certificates(text(certificate));
    PrivateKey secret = privateKey(key);
    if (chain.isEmpty() || !belong(secret, chain.get(0).getPublicKey())) {
      throw new GeneralSecurityException("The key is of another certificate.");
    }
    KeyStore store = empty();
    store.setKeyEntry("node", secret, NO_PASSWORD, chain.toArray(Certificate[]::new));
    return store;
  }

  /**
   * Certificates that are trusted, of PKCS#12 or PEM.
   *
   * @throws GeneralSecurityException where the password is another, or there is none
   */
  public static KeyStore trusted(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    byte[] bytes = bytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    KeyStore read = text.contains(CERTIFICATES) ? empty() : pkcs12(bytes, password);
    List<Certificate> found = text.contains(CERTIFICATES) ? certificates(text) : List.of();
    for (int i = 0; i < found.size(); i++) {
      read.setCertificateEntry("trusted-" + i, found.get(i));
    }
    if (shown(read).isEmpty()) {
      throw new GeneralSecurityException("There is no certificate in the file.");
    }
    return read;
  }

  /** No key and no certificate. */
  static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  /** The certificates of a store. */
  public static List<X509Certificate> shown(KeyStore store) throws GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        certificates.add(certificate);
      }
    }
    return certificates;
  }

  /**
   * A private key in PEM (PKCS#8) without password.
   *
   * @throws GeneralSecurityException where it is none of RSA, EC or EdDSA
   */
  public static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    Matcher found = PRIVATE_KEY.matcher(text(file));
    if (!found.find()) {
      throw new GeneralSecurityException("No PKCS#8 key without password.");
    }
    byte[] der = Base64.getMimeDecoder().decode(found.group(1));
    for (String kind : KEY_KINDS) {
      Optional<PrivateKey> key = read(kind, der);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new GeneralSecurityException("No key of RSA, EC or EdDSA.");
  }

  private static Optional<PrivateKey> read(String kind, byte[] der) {
    try {
      return Optional.of(
          KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      // Of another kind.
      return Optional.empty();
    }
  }

  /** Whether what one signs the other verifies. */
  private static boolean belong(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
    String kind = secret.getAlgorithm();
    Signature signature =
        Signature.getInstance(
            switch (kind) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> kind;
            });
    byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
    signature.initSign(secret);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(sample);
    return signature.verify(signed);
  }

  private static KeyStore pkcs12(byte[] bytes, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new ByteArrayInputStream(bytes)) {
      store.load(in, password);
    }
    return store;
  }

  private static List<Certificate> certificates(String pem) throws GeneralSecurityException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
    return List.copyOf(found);
  }

  private static String text(Path file) throws IOException {
    return new String(bytes(file), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > LARGEST_BYTES) {
      throw new IOException("Larger than keys and certificates are.");
    }
    return Files.readAllBytes(file);
  }
}
