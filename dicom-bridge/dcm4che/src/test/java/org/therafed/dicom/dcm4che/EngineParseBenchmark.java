package org.therafed.dicom.dcm4che;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomInputStream.IncludeBulkData;
import org.dcm4che3.json.JSONWriter;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.Part10Reader;

/**
 * Files a second, one thread, warm: the header up to the pixel data from a file; the same from
 * memory, where ours reads all elements and refers to the pixels; and all to DICOM JSON with bulk
 * data as URI, by our library and by dcm4che as its own tools call it, in turns. Over the files of
 * a folder that both read to the end of either task, and over one.
 *
 * <p>Arguments: the folder, one file, seconds per measurement.
 */
public final class EngineParseBenchmark {
  private static final int ROUNDS = 5;

  private EngineParseBenchmark() {}

  /** A file by its name, and the same in memory. */
  private static final class Input {
    private final Path path;
    private final byte[] bytes;

    Input(Path path) throws IOException {
      this.path = path;
      this.bytes = Files.readAllBytes(path);
    }
  }

  private interface Work {
    void run(Input file) throws IOException;
  }

  /** Prints a line for each figure; the first round warms up and says so. */
  public static void main(String[] args) throws IOException {
    List<Input> folder = legible(Path.of(args[0]));
    List<Input> one = List.of(new Input(Path.of(args[1])));
    double seconds = Double.parseDouble(args[2]);
    for (int round = 0; round <= ROUNDS; round++) {
      String name = round == 0 ? "warm-up" : "round " + round;
      compare(
          name + " header, " + folder.size() + " files",
          folder,
          seconds,
          file -> Part10Reader.readHeader(file.path),
          EngineParseBenchmark::header);
      compare(
          name + " header, one file",
          one,
          seconds,
          file -> Part10Reader.readHeader(file.path),
          EngineParseBenchmark::header);
      compare(
          name + " memory, " + folder.size() + " files",
          folder,
          seconds,
          file -> Part10Reader.read(file.bytes),
          EngineParseBenchmark::memory);
      compare(
          name + " memory, one file",
          one,
          seconds,
          file -> Part10Reader.read(file.bytes),
          EngineParseBenchmark::memory);
      compare(
          name + " to JSON, " + folder.size() + " files",
          folder,
          seconds,
          EngineParseBenchmark::ownJson,
          EngineParseBenchmark::json);
      compare(
          name + " to JSON, one file",
          one,
          seconds,
          EngineParseBenchmark::ownJson,
          EngineParseBenchmark::json);
    }
  }

  private static void ownJson(Input file) throws IOException {
    DicomJson.write(
        Part10Reader.read(file.path).dataSet(), OutputStream.nullOutputStream(), path -> path);
  }

  private static void header(Input file) throws IOException {
    try (DicomInputStream in = new DicomInputStream(file.path.toFile())) {
      in.readDatasetUntilPixelData();
    }
  }

  private static void memory(Input file) throws IOException {
    try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(file.bytes))) {
      in.readDatasetUntilPixelData();
    }
  }

  private static void json(Input file) throws IOException {
    try (DicomInputStream in = new DicomInputStream(file.path.toFile());
        JsonGenerator json = Json.createGenerator(OutputStream.nullOutputStream())) {
      in.setIncludeBulkData(IncludeBulkData.URI);
      in.setDicomInputHandler(new JSONWriter(json));
      in.readDataset();
    }
  }

  private static List<Input> legible(Path folder) throws IOException {
    List<Input> files = new ArrayList<>();
    int leftOut = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
        try {
          Input file = new Input(path);
          ownJson(file);
          header(file);
          memory(file);
          json(file);
          files.add(file);
        } catch (IOException | RuntimeException | StackOverflowError e) {
          leftOut++;
        }
      }
    }
    System.out.println(files.size() + " files are read by both, " + leftOut + " are not");
    return files;
  }

  private static void compare(String name, List<Input> files, double seconds, Work own, Work peer)
      throws IOException {
    double ours = pass(files, seconds, own);
    double theirs = pass(files, seconds, peer);
    System.out.printf(
        "%-32s therafed %,9.0f files/s  dcm4che %,9.0f files/s  ratio %.2f%n",
        name, ours, theirs, ours / theirs);
  }

  private static double pass(List<Input> files, double seconds, Work work) throws IOException {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long passes = 0;
    while (System.nanoTime() < end) {
      for (Input file : files) {
        work.run(file);
      }
      passes++;
    }
    return passes * files.size() / ((System.nanoTime() - start) / 1e9);
  }
}
