package org.therafed.registry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of packages that a registry hands out: a therapy module and a tariff. */
public final class HandedOut implements QuarkusTestResourceLifecycleManager {

  static final String MODULE = "handed-out";

  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("packages");
      Path therapies = Files.createDirectory(folder.resolve("therapies"));
      Files.writeString(therapies.resolve("package.yaml"), "kind: module\nversion: 3\n");
      Files.writeString(
          therapies.resolve("handed-out.yaml"),
          AddedTherapy.YAML.replace(AddedTherapy.MODULE, MODULE));
      Path tariffs = Files.createDirectory(folder.resolve("tariffs"));
      Files.writeString(tariffs.resolve("package.yaml"), "kind: tariff\nversion: 1\n");
      Files.writeString(
          tariffs.resolve("hangzhou.csv"),
          "city,year,scheme,code,amount,currency\n330100,2025,DIP,C61:99.2,12034.50,CNY\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty("therafed.packages-dir", folder.toString());
    return Map.of();
  }

  @Override
  public void stop() {
    System.clearProperty("therafed.packages-dir");
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
