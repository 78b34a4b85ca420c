package org.therafed.runtime.postgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.therafed.runtime.Setting;

/**
 * Gives a {@code @QuarkusTest} the same database as production on a temporary folder, and a data
 * folder of its own.
 */
public final class EmbeddedPostgresTestResource implements QuarkusTestResourceLifecycleManager {

  /** One for all modules of a build, else beside the classes: never another user's in /tmp. */
  static final Path PROGRAMS =
      Path.of(Setting.POSTGRES_DIR.value().orElse("target/postgres-programs")).toAbsolutePath();

  private Path folder;
  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("therafed-test");
      postgres = EmbeddedPostgres.start(folder.resolve("postgres"), PROGRAMS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> properties = new HashMap<>(postgres.address().properties());
    properties.put(Setting.DATA_DIR.property(), folder.resolve("app").toString());
    return properties;
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.stop();
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
