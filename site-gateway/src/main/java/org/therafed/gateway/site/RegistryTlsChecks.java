package org.therafed.gateway.site;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** Looks at the settings of TLS to the registry. */
final class RegistryTlsChecks {

  private static final String PREFIX = "THERAFED_REGISTRY_TLS_";

  private RegistryTlsChecks() {}

  static void check(RegistryTlsConfig config, SettingProblems problems) {
    RegistryTls tls = new RegistryTls(config);
    boolean certificate = RegistryTls.given(config.certificate()).isPresent();
    boolean key = RegistryTls.given(config.key()).isPresent();
    problems.need(
        certificate == key, PREFIX + "CERTIFICATE", "needs " + PREFIX + "KEY, and that needs it");
    problems.need(
        !certificate || !key || readable(tls::identity),
        PREFIX + "CERTIFICATE",
        "and "
            + PREFIX
            + "KEY do not name a certificate chain and its private key in PEM (PKCS#8, without"
            + " password; openssl pkcs8 -topk8 -nocrypt makes one)");
    problems.need(
        readable(tls::trusted),
        PREFIX + "CA",
        "does not name certificates in PEM, or a PKCS#12 file without password");
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
