package org.therafed.dicom.dcm4che;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
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
 * Files a second, one thread, warm: the header up to the pixel data, and all to DICOM JSON with
 * bulk data as URI, by our library and by dcm4che as its own tools call it, in turns. Over the
 * files of a folder that both read to the end of either task, and over one.
 *
 * <p>Arguments: the folder, one file, seconds per measurement.
 */
public final class EngineParseBenchmark {
  private static final int ROUNDS = 5;

  private EngineParseBenchmark() {}

  private interface Work {
    void run(Path file) throws IOException;
  }

  /** Prints a line for each figure; the first round warms up and says so. */
  public static void main(String[] args) throws IOException {
    List<Path> folder = legible(Path.of(args[0]));
    List<Path> one = List.of(Path.of(args[1]));
    double seconds = Double.parseDouble(args[2]);
    for (int round = 0; round <= ROUNDS; round++) {
      String name = round == 0 ? "warm-up" : "round " + round;
      compare(
          name + " header, " + folder.size() + " files",
          folder,
          seconds,
          Part10Reader::readHeader,
          EngineParseBenchmark::header);
      compare(
          name + " header, one file",
          one,
          seconds,
          Part10Reader::readHeader,
          EngineParseBenchmark::header);
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

  private static void ownJson(Path file) throws IOException {
    DicomJson.write(
        Part10Reader.read(file).dataSet(), OutputStream.nullOutputStream(), path -> path);
  }

  private static void header(Path file) throws IOException {
    try (DicomInputStream in = new DicomInputStream(file.toFile())) {
      in.readDatasetUntilPixelData();
    }
  }

  private static void json(Path file) throws IOException {
    try (DicomInputStream in = new DicomInputStream(file.toFile());
        JsonGenerator json = Json.createGenerator(OutputStream.nullOutputStream())) {
      in.setIncludeBulkData(IncludeBulkData.URI);
      in.setDicomInputHandler(new JSONWriter(json));
      in.readDataset();
    }
  }

  private static List<Path> legible(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    int leftOut = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        try {
          ownJson(file);
          header(file);
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

  private static void compare(String name, List<Path> files, double seconds, Work own, Work peer)
      throws IOException {
    double ours = pass(files, seconds, own);
    double theirs = pass(files, seconds, peer);
    System.out.printf(
        "%-32s therafed %,9.0f files/s  dcm4che %,9.0f files/s  ratio %.2f%n",
        name, ours, theirs, ours / theirs);
  }

  private static double pass(List<Path> files, double seconds, Work work) throws IOException {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long passes = 0;
    while (System.nanoTime() < end) {
      for (Path file : files) {
        work.run(file);
      }
      passes++;
    }
    return passes * files.size() / ((System.nanoTime() - start) / 1e9);
  }
}
