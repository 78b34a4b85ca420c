package org.therafed.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** D. Clunie's dciodvfy, which takes one file at a time: a shell asks it about many in a row. */
public final class Dciodvfy {
  /** Before the answer about each file; none of its own lines begins so. */
  private static final String NEXT = "=== next";

  private static final String SCRIPT =
      "while IFS= read -r file; do echo '"
          + NEXT
          + "'; dciodvfy -filename \"$file\"; done < \"$0\"";

  private Dciodvfy() {}

  /**
   * Its lines that begin with Error, in the order of the files.
   *
   * @param folder for what is in between
   */
  public static List<List<String>> errors(Path folder, List<Path> files)
      throws IOException, InterruptedException {
    Path list = Files.createTempFile(folder, "files", ".txt");
    List<String> names = files.stream().map(Path::toString).toList();
    Files.write(list, names, StandardCharsets.UTF_8);
    String text = Tools.run(folder, "sh", "-c", SCRIPT, list.toString()).text();
    List<List<String>> errors = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.equals(NEXT)) {
        errors.add(new ArrayList<>());
      } else if (line.startsWith("Error")) {
        errors.get(errors.size() - 1).add(line);
      }
    }
    if (errors.size() != files.size()) {
      throw new IOException("dciodvfy answered about " + errors.size() + " of " + files.size());
    }
    return errors;
  }
}
