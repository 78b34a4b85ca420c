package org.therafed.gateway.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** The certificates that a FHIR server of the settings is trusted by. */
public final class FhirTrust {

  private FhirTrust() {}

  /**
   * Of a source that names a trust store.
   *
   * @throws GeneralSecurityException where the file does not hold what it should
   */
  public static KeyStore of(FhirPullConfig.Source source)
      throws IOException, GeneralSecurityException {
    try {
      char[] password =
          Secrets.of(source.truststorePasswordFile(), source.truststorePassword())
              .orElse("")
              .toCharArray();
      return TlsFiles.trusted(Path.of(source.truststore().orElseThrow()), password);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (InvalidPathException e) {
      throw new IOException("No path.", e);
    }
  }
}
