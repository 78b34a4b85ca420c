package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the definitions that records are judged by, as one resource of the class path; the build
 * runs it after the library is compiled.
 */
public final class DefinitionPack {
  private DefinitionPack() {}

  /**
   * Writes the pack.
   *
   * @param args version, folder of the compiled classes
   */
  public static void main(String[] args) throws IOException {
    String folder = DefinitionPack.class.getPackageName().replace('.', '/');
    Path file = Path.of(args[1]).resolve(folder).resolve(Publication.PACK);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes(Publication.of(args[0])));
  }

  static byte[] bytes(Publication publication) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      for (var resource : publication.resources()) {
        Optional<ObjectNode> parts = JudgedParts.of(resource);
        if (parts.isPresent()) {
          zip.write((parts.get() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return out.toByteArray();
  }
}
