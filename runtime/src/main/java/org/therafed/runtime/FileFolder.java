package org.therafed.runtime;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The text files of a folder that a setting names: what an operator adds to an application beside
 * its program. What the files say is for the application to judge.
 *
 * @param setting that names the folder
 */
public record FileFolder(Setting setting) {

  private static final long LARGEST_BYTES = 4L << 20;

  /**
   * File name → text of every file with this ending, sorted by name; empty where the setting is
   * absent. Files whose name begins with a point, and folders, are left out.
   *
   * @param ending e.g. {@code .yaml}
   * @throws StartupFault RT-START-007 if the folder or a file cannot be read as UTF-8 text
   */
  public Map<String, String> read(String ending) {
    return setting.value().map(folder -> read(Path.of(folder), ending)).orElse(Map.of());
  }

  /**
   * Folder name → {@link #read} of each folder in the folder; files beside them are left out.
   *
   * @throws StartupFault RT-START-007
   */
  public Map<String, Map<String, String>> readFolders() {
    Map<String, Map<String, String>> folders = new TreeMap<>();
    Optional<Path> root = setting.value().map(Path::of);
    for (Path folder : root.map(path -> list(path, Files::isDirectory)).orElse(List.of())) {
      folders.put(folder.getFileName().toString(), read(folder, ""));
    }
    return folders;
  }

  private Map<String, String> read(Path folder, String ending) {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : list(folder, Files::isRegularFile)) {
      String name = file.getFileName().toString();
      if (name.endsWith(ending)) {
        texts.put(name, text(file));
      }
    }
    return texts;
  }

  /**
   * RT-START-007: a file of the folder says what cannot be used.
   *
   * @param reason a sentence that names file, place and reason
   */
  public StartupFault unusable(String reason) {
    return new StartupFault(
        "RT-START-007",
        "The folder that "
            + setting.environmentVariable()
            + " names cannot be used: "
            + reason
            + " A folder of readable files in the form that the application's README describes is"
            + " needed. Correct or remove what is named and start again.");
  }

  private List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(wanted)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .toList();
    } catch (IOException e) {
      throw unusable("it is no folder that can be read (" + e.getClass().getSimpleName() + ").");
    }
  }

  private String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw unusable("the file " + file.getFileName() + " is larger than 4 MiB.");
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw unusable("the file " + file.getFileName() + " is not UTF-8 text.");
    } catch (IOException e) {
      throw unusable(
          "the file "
              + file.getFileName()
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + ").");
    }
  }
}
