package org.therafed.gateway.intake.table.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file in a watched folder, as it was at one look.
 *
 * @param key the file system's own for the file, as long as it is mounted
 * @param changed time of the last change, as the file system says
 * @param size bytes
 */
record FoundFile(Path path, String key, Instant changed, long size) {

  private static final Set<String> TEXTS = Set.of("csv", "txt");
  private static final String WORKBOOK = "xlsx";

  /**
   * Looks at a path.
   *
   * @return empty where it is a folder, a link or something else
   */
  static Optional<FoundFile> at(Path path) throws IOException {
    BasicFileAttributes now =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!now.isRegularFile()) {
      return Optional.empty();
    }
    return Optional.of(
        new FoundFile(
            path, String.valueOf(now.fileKey()), now.lastModifiedTime().toInstant(), now.size()));
  }

  /** Whether it is the same file, and nobody has written to it. */
  boolean isSame(FoundFile other) {
    return key.equals(other.key()) && stamp().equals(other.stamp());
  }

  /** What changes when somebody writes to it. */
  String stamp() {
    return changed + "|" + size;
  }

  /**
   * The same as long as the content is, whatever becomes of name and mount.
   *
   * @param sha256 of the content
   */
  String identity(String sha256) {
    return stamp() + "|" + sha256;
  }

  String name() {
    return path.getFileName().toString();
  }

  boolean isWorkbook() {
    return ending().equals(WORKBOOK);
  }

  /** Whether its name has an ending of tables; others belong to files that are being written. */
  boolean isTable() {
    return isWorkbook() || TEXTS.contains(ending());
  }

  private String ending() {
    String name = name();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Without the name, which may be a person's, for logs. */
  @Override
  public String toString() {
    return "FoundFile[]";
  }
}
