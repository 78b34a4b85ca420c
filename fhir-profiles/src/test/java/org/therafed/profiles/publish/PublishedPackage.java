package org.therafed.profiles.publish;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.therafed.profiles.structure.HapiOracle;

/** The npm package as the build writes it, and HAPI's validator over it; made once. */
final class PublishedPackage {
  static final String VERSION = "0.1.0";

  private static final String NAME = "therafed-package.tgz";

  /** HAPI takes packages from the class path alone. */
  private static final Path FILE = classes().resolve(NAME);

  static final byte[] BYTES = built(FILE);
  static final HapiOracle HAPI = hapi();

  private PublishedPackage() {}

  /** Writes the package. */
  static byte[] built(Path file) {
    try {
      PackageBuild.main(
          new String[] {
            VERSION,
            file.toString(),
            "src/test/resources/examples",
            "src/test/resources/examples-invalid"
          });
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HapiOracle hapi() {
    NpmPackageValidationSupport published =
        new NpmPackageValidationSupport(FhirContext.forR4Cached());
    try {
      published.loadPackageFromClasspath("classpath:" + NAME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HapiOracle(published);
  }

  private static Path classes() {
    try {
      return Path.of(
          PublishedPackage.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
