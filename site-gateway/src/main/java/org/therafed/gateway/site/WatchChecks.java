package org.therafed.gateway.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Looks at the settings of the watch folder. */
final class WatchChecks {

  private static final String FOLDER = "THERAFED_WATCH_DIR";

  private WatchChecks() {}

  static void check(SiteConfig config, SettingProblems problems) {
    problems.positive("THERAFED_WATCH_EVERY", config.watchEvery());
    problems.need(!config.watchSettle().isNegative(), "THERAFED_WATCH_SETTLE", "is negative");
    config
        .watchDir()
        .filter(folder -> !folder.isBlank())
        .ifPresent(folder -> folder(folder, problems));
  }

  private static void folder(String name, SettingProblems problems) {
    boolean usable = isUsable(name);
    problems.need(
        usable, FOLDER, "does not name a folder that the gateway's account may read and write");
    problems.need(
        !usable || !isOpenToAll(Path.of(name)),
        FOLDER,
        "is open to every account of this machine, and identified tables will stand in it; take"
            + " the rights of others away (chmod o-rwx)");
  }

  private static boolean isUsable(String name) {
    try {
      Path folder = Path.of(name);
      return Files.isDirectory(folder)
          && Files.isReadable(folder)
          && Files.isWritable(folder)
          && Files.isExecutable(folder);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isOpenToAll(Path folder) {
    try {
      return Files.getPosixFilePermissions(folder).stream()
          .anyMatch(right -> right.name().startsWith("OTHERS_"));
    } catch (IOException e) {
      return true;
    }
  }
}
