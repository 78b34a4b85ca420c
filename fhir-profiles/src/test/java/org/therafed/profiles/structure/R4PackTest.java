package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The definitions the library carries are those of FHIR R4. */
class R4PackTest {
  private static final Path COMMITTED =
      Path.of("src/main/resources/org/therafed/profiles/structure/r4.ndjson.gz");

  /** {@code -Dtherafed.r4-pack=write} makes the committed file anew. */
  @Test
  void theCommittedPackIsWhatTheDefinitionsOfR4Give() throws IOException {
    byte[] made = R4Pack.bytes();
    if (System.getProperty("therafed.r4-pack", "").equals("write")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.write(COMMITTED, made);
    }
    assertThat(text(Files.newInputStream(COMMITTED)).equals(text(new ByteArrayInputStream(made))))
        .as("the pack differs from HAPI's definitions; see the comment above")
        .isTrue();
  }

  private static String text(InputStream gzipped) throws IOException {
    try (InputStream in = new GZIPInputStream(gzipped)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
