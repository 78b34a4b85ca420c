package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.Dciodvfy;
import org.therafed.dicom.Shared;
import org.therafed.dicom.Tools;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.TextRecoding;
import org.therafed.dicom.dataset.Value;

/** D. Clunie's dciodvfy finds no error in what we write that the original does not have. */
class WrittenFilesAgainstDciodvfyTest {
  /** Errors by the digest of the file: most copies are their original, or another way's copy. */
  private static final Map<String, List<String>> KNOWN = new ConcurrentHashMap<>();

  @TempDir Path folder;

  /** A way to write a file anew; false where the file does not allow it. */
  private interface Way {
    boolean write(DicomFile file, OutputStream out) throws IOException;
  }

  private List<String> newErrors(Way way) throws IOException, InterruptedException {
    Tools.need("dciodvfy", "dicom3tools");
    Path files = Shared.folder();
    Map<Path, Path> copies = new LinkedHashMap<>();
    for (Expectation row : Expectation.read(files.resolve("EXPECTED.csv"))) {
      if (row.verdict().equals("parse")) {
        Path original = files.resolve(row.file());
        Path copy = folder.resolve(copies.size() + ".dcm");
        boolean done;
        try (OutputStream out = Files.newOutputStream(copy)) {
          done = way.write(Part10Reader.read(original), out);
        }
        if (done) {
          copies.put(original, copy);
        }
      }
    }
    learn(copies);
    List<String> found = new ArrayList<>();
    for (Map.Entry<Path, Path> written : copies.entrySet()) {
      List<String> before = new ArrayList<>(KNOWN.get(digest(written.getKey())));
      for (String error : KNOWN.get(digest(written.getValue()))) {
        if (!before.remove(error)) {
          found.add(files.relativize(written.getKey()) + ": " + error);
        }
      }
    }
    System.out.printf("dciodvfy: %d files written, %d new errors%n", copies.size(), found.size());
    assertThat(copies).isNotEmpty();
    return found;
  }

  /** Asks about all that is not known, originals and copies. */
  private void learn(Map<Path, Path> copies) throws IOException, InterruptedException {
    Map<String, Path> unknown = new LinkedHashMap<>();
    for (Map.Entry<Path, Path> written : copies.entrySet()) {
      for (Path file : List.of(written.getKey(), written.getValue())) {
        String digest = digest(file);
        if (!KNOWN.containsKey(digest)) {
          unknown.put(digest, file);
        }
      }
    }
    List<Path> asked = List.copyOf(unknown.values());
    List<List<String>> errors = Dciodvfy.errors(folder, asked);
    int at = 0;
    for (String digest : unknown.keySet()) {
      KNOWN.put(digest, errors.get(at++));
    }
  }

  private static String digest(Path file) throws IOException {
    return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** dciodvfy does not inflate, so it finds nothing in a deflated original. */
  private static boolean canBeTranscoded(DicomFile file) {
    boolean encapsulated =
        file.dataSet()
            .element(Tag.PixelData)
            .filter(element -> element.value() instanceof Value.Fragments)
            .isPresent();
    boolean named = file.sopClassUid().isPresent() && file.sopInstanceUid().isPresent();
    return named && !encapsulated && !file.transferSyntax().deflated();
  }

  @Test
  void inWhatIsWrittenBack() throws Exception {
    assertThat(
            newErrors(
                (file, out) -> {
                  Part10Writer.write(file, out);
                  return true;
                }))
        .isEmpty();
  }

  @Test
  void inNewFilesOfExplicitLittleEndian() throws Exception {
    assertThat(
            newErrors(
                (file, out) -> {
                  if (!canBeTranscoded(file)) {
                    return false;
                  }
                  Part10Writer.write(file, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
                  return true;
                }))
        .isEmpty();
  }

  @Test
  void inFilesRecodedToUtf8() throws Exception {
    assertThat(
            newErrors(
                (file, out) -> {
                  try {
                    TextRecoding.recode(file.dataSet(), SpecificCharacterSet.UTF_8);
                  } catch (DicomFault e) {
                    return false;
                  }
                  Part10Writer.write(file, out);
                  return true;
                }))
        .isEmpty();
  }

  @Test
  void inFilesThatWentThroughJson() throws Exception {
    assertThat(
            newErrors(
                (file, out) -> {
                  boolean directory = !file.dataSet().contains(Tag.SOPClassUID);
                  if (directory || !canBeTranscoded(file)) {
                    return false;
                  }
                  ByteArrayOutputStream json = new ByteArrayOutputStream();
                  DicomJson.write(file.dataSet(), json);
                  DataSet back = DicomJson.read(json.toByteArray());
                  Part10Writer.write(back, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
                  return true;
                }))
        .isEmpty();
  }
}
