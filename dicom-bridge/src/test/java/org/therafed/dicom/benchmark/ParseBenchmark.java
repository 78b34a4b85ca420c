package org.therafed.dicom.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.Part10Reader;

/**
 * Files parsed per second, one thread, warm, page cache: header only, the whole file, and the whole
 * file to DICOM JSON with bulk data as URI; over all legible files of a folder and over one.
 *
 * <p>Arguments: the folder, one file, seconds per measurement.
 */
public final class ParseBenchmark {
  private static final int ROUNDS = 3;

  private ParseBenchmark() {}

  private interface Work {
    void run(Path file) throws IOException;
  }

  /** See the class description. */
  public static void main(String[] args) throws IOException {
    List<Path> folder = legible(Path.of(args[0]));
    List<Path> one = List.of(Path.of(args[1]));
    double seconds = Double.parseDouble(args[2]);
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.println("Round " + round + ", " + folder.size() + " files of the folder");
      measure("header, folder", folder, seconds, Part10Reader::readHeader);
      measure("whole, folder", folder, seconds, Part10Reader::read);
      measure("to JSON, folder", folder, seconds, ParseBenchmark::json);
      measure("header, one file", one, seconds, Part10Reader::readHeader);
      measure("to JSON, one file", one, seconds, ParseBenchmark::json);
    }
  }

  private static void json(Path file) throws IOException {
    DicomJson.write(
        Part10Reader.read(file).dataSet(), OutputStream.nullOutputStream(), path -> path);
  }

  private static List<Path> legible(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        try {
          Part10Reader.read(file);
          files.add(file);
        } catch (DicomFault e) {
          System.out.println("left out: " + e.code().label());
        }
      }
    }
    return files;
  }

  private static void measure(String name, List<Path> files, double seconds, Work work)
      throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    pass(files, seconds / 2, work);
    double passes = pass(files, seconds, work);
    System.out.printf(
        "  %-20s %,10.0f files/s  %,8.0f MB/s%n",
        name, passes * files.size(), passes * bytes / 1e6);
  }

  /** Passes over the files per second. */
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
    return passes / ((System.nanoTime() - start) / 1e9);
  }
}
