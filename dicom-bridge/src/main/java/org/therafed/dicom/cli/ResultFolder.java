package org.therafed.dicom.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.deidentify.DeidentifiedDataSet;
import org.therafed.dicom.io.TransferSyntax;

/**
 * De-identified objects as files named by their new SOP Instance UID. No input is replaced, and no
 * result by another of the same run; one of an earlier run is, as the same key gives the same.
 */
final class ResultFolder {
  private final Path folder;
  private final Set<Path> inputs = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  /**
   * The folder, made if absent.
   *
   * @param inputs files that must stay as they are
   * @throws CliFault {@link CliFaultCode#OUTPUT} where it cannot be made
   */
  ResultFolder(Path folder, List<Path> inputs) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      for (Path input : inputs) {
        this.inputs.add(input.toRealPath());
      }
    } catch (IOException e) {
      throw CliFault.because(CliFaultCode.OUTPUT, "the folder of --to cannot be made", e);
    }
  }

  int written() {
    return names.size();
  }

  /**
   * Writes under a name for the way first, so that a file that fails half way is never taken for
   * one.
   *
   * @return the name of the file
   */
  String write(DeidentifiedDataSet result, TransferSyntax syntax) throws IOException {
    Optional<String> uid = result.dataSet().string(Tag.SOPInstanceUID);
    if (uid.isEmpty() || !ReceivedFiles.isUid(uid.get())) {
      throw CliFault.of(CliFaultCode.NO_INPUT, "the object has no SOP Instance UID to be named by");
    }
    String name = uid.get() + ".dcm";
    if (names.contains(name)) {
      throw CliFault.of(
          CliFaultCode.SAME_OBJECT, "an earlier file of this run has the same SOP Instance UID");
    }
    Path file = folder.resolve(name);
    if (Files.exists(file) && inputs.contains(file.toRealPath())) {
      throw CliFault.of(CliFaultCode.OUTPUT, "the result would replace a file that was given");
    }
    Path part = Files.createTempFile(folder, ".part-", "");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        result.write(syntax, out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    names.add(name);
    return name;
  }
}
