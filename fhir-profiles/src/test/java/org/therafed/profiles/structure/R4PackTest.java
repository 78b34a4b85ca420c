package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The definitions the library carries are those of FHIR R4. */
class R4PackTest {
  private static final Path COMMITTED =
      Path.of("src/main/resources/org/therafed/profiles/structure/r4.ndjson.gz");

  /** {@code -Dtherafed.r4-pack=write} makes the committed file anew. */
  @Test
  void theCommittedPackIsWhatTheDefinitionsOfR4Give() throws IOException {
    List<String> made = R4Pack.lines();
    if (System.getProperty("therafed.r4-pack", "").equals("write")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.write(COMMITTED, R4Pack.bytes(made));
    }
    assertThat(committed().equals(made))
        .as("the pack differs from HAPI's definitions; see the comment above")
        .isTrue();
  }

  private static List<String> committed() throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(COMMITTED))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().sorted().toList();
    }
  }
}
