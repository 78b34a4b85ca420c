package org.therafed.profiles.module;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.therafed.profiles.outcome.Phrase;

/** The files that ship with the library. */
final class ModuleFiles {
  private ModuleFiles() {}

  /** The documents of a folder of the library, in the order of its index. */
  static List<Row> library(String folder) {
    return new String(bytes(folder + "index.txt"), StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(file -> !file.isEmpty())
        .map(file -> Row.document(file, bytes(folder + file)))
        .toList();
  }

  private static byte[] bytes(String file) {
    try (InputStream stream = ModuleFiles.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw ModuleCode.MODULE.with(
            safe("file", file),
            safe("path", "/"),
            safe("reason", new Phrase("it is not in the library", "程序库中没有这个文件")));
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
