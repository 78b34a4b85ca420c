package org.therafed.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.PlayedFederation;
import org.therafed.e2e.fixture.Program;

/**
 * {@code fhir-kit-client} and {@code fhirclient}, in the versions of {@code
 * src/test/clients/package-lock.json}, read what a site sent. Each program checks by itself what it
 * can, and says which records it found.
 */
@ExtendWith(PlayedFederation.Shared.class)
class JavaScriptClientsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SOURCE = Path.of("src/test/clients");

  private static final String VALUES =
      "select id from resource where type = 'Observation' and content #>> '{code,coding,0,code}' ="
          + " '2857-1' and site = ?";

  private final PlayedFederation played;

  JavaScriptClientsTest(PlayedFederation played) {
    this.played = played;
  }

  @ParameterizedTest
  @ValueSource(strings = {"kit.mjs", "smart.mjs"})
  void clientFindsAllThatTheSiteSent(String program) throws IOException {
    Optional<Program> node = Program.named("node");
    Optional<Program> npm = Program.named("npm");
    assumeTrue(node.isPresent() && npm.isPresent(), "Node 20 with npm is needed");
    Path folder = installed(npm.orElseThrow());
    String site = played.federation().gateways().get(0).hospital().id();
    Program.Ended ended =
        node.orElseThrow()
            .run(
                List.of(
                    folder.resolve(program).toString(),
                    played.registry().base().resolve("/fhir").toString(),
                    site,
                    played.federation().dataDir(site).resolve("keys/site-signing.jwk").toString()));
    assertThat(ended.code()).as(ended.output()).isZero();
    List<String> lines = ended.output().lines().toList();
    JsonNode said = JSON.readTree(lines.get(lines.size() - 1));
    List<String> ids = new ArrayList<>();
    said.path("ids").forEach(id -> ids.add(id.asText()));
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    try (Database database = played.database()) {
      assertThat(new TreeSet<>(ids))
          .isEqualTo(new TreeSet<>(database.list(VALUES, row -> row.getString(1), site)));
    }
  }

  /** The clients, fetched once per lock file; skipped where no registry of npm can be reached. */
  private static Path installed(Program npm) throws IOException {
    Path folder = Files.createDirectories(Checkout.output("clients"));
    Path done = folder.resolve("node_modules/installed-package-lock.json");
    Path lock = SOURCE.resolve("package-lock.json");
    boolean fresh = !Files.exists(done) || Files.mismatch(done, lock) >= 0;
    try (Stream<Path> files = Files.list(SOURCE)) {
      files.forEach(file -> copy(file, folder.resolve(file.getFileName())));
    }
    if (fresh) {
      Program.Ended ended =
          npm.run(
              List.of(
                  "ci",
                  "--prefix",
                  folder.toString(),
                  "--omit=optional",
                  "--ignore-scripts",
                  "--prefer-offline",
                  "--no-audit",
                  "--no-fund"));
      assumeTrue(
          ended.code() == 0 || !isUnreachable(ended.output()),
          "npm's registry, or its cache, is needed");
      assertThat(ended.code()).as(ended.output()).isZero();
      Files.copy(lock, done);
    }
    return folder;
  }

  private static boolean isUnreachable(String output) {
    return Stream.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "E50")
        .anyMatch(output::contains);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
