package org.therafed.gateway.site;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;

/** Looks at the settings of TLS over DICOM. */
final class DicomTlsChecks {

  private static final String PREFIX = "THERAFED_DICOM_TLS_";

  private final DicomTlsConfig config;
  private final SettingProblems problems;

  private DicomTlsChecks(DicomTlsConfig config, SettingProblems problems) {
    this.config = config;
    this.problems = problems;
  }

  static void check(DicomTlsConfig config, SettingProblems problems) {
    DicomTlsChecks checks = new DicomTlsChecks(config, problems);
    checks.identity();
    checks.trust();
  }

  /** A node that is called under TLS. */
  static void caller(String setting, boolean tls, DicomTlsConfig config, SettingProblems problems) {
    problems.need(
        !tls || config.truststore().isPresent(),
        setting + "TLS",
        "needs THERAFED_DICOM_TLS_TRUSTSTORE with the certificates that are trusted");
  }

  private void identity() {
    boolean store = config.keystore().isPresent();
    boolean certificate = config.certificate().isPresent();
    boolean key = config.key().isPresent();
    problems.need(
        !store || (!certificate && !key),
        PREFIX + "KEYSTORE",
        "stands beside " + PREFIX + "CERTIFICATE or " + PREFIX + "KEY; one of both is needed");
    problems.need(
        certificate == key, PREFIX + "CERTIFICATE", "needs " + PREFIX + "KEY, and that needs it");
    if (store) {
      problems.need(
          readable(() -> new DicomTls(config).identity()),
          PREFIX + "KEYSTORE",
          "does not name a PKCS#12 file with a private key that "
              + PREFIX
              + "KEYSTORE_PASSWORD(_FILE) opens");
    } else if (certificate && key) {
      problems.need(
          readable(() -> new DicomTls(config).identity()),
          PREFIX + "CERTIFICATE",
          "and "
              + PREFIX
              + "KEY do not name a certificate and its private key in PEM (PKCS#8, without"
              + " password; openssl pkcs8 -topk8 -nocrypt makes one)");
    }
  }

  private void trust() {
    problems.need(
        Set.of("required", "none").contains(config.clientCertificate()),
        PREFIX + "CLIENT_CERTIFICATE",
        "is neither required nor none");
    problems.need(
        !DicomTls.isGiven(config)
            || !DicomTls.isCertificateNeeded(config)
            || config.truststore().isPresent(),
        PREFIX + "TRUSTSTORE",
        "is not set, so no caller's certificate could be trusted; set it, or say "
            + PREFIX
            + "CLIENT_CERTIFICATE=none where the network decides who may call");
    problems.need(
        config.truststore().isEmpty() || readable(() -> new DicomTls(config).trusted()),
        PREFIX + "TRUSTSTORE",
        "does not name certificates in PEM, or a PKCS#12 file that "
            + PREFIX
            + "TRUSTSTORE_PASSWORD(_FILE) opens");
  }

  @FunctionalInterface
  private interface Reading {
    Object read() throws IOException, GeneralSecurityException;
  }

  private static boolean readable(Reading reading) {
    try {
      return reading.read() != null;
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }
}
