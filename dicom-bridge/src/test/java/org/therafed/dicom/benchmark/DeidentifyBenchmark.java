package org.therafed.dicom.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.deidentify.Deidentifier;
import org.therafed.dicom.deidentify.Keys;
import org.therafed.dicom.deidentify.Policy;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;

/**
 * Megabytes of whole objects de-identified per second, one thread, warm, memory to memory: bytes of
 * a file are read, treated and written to bytes again. Over all files of a folder that can be
 * treated and over one, by the Basic Profile and by the policy of research; of one file also
 * reading and writing without treatment, and the copying of its bytes, which is the limit.
 *
 * <p>Arguments: the folder, one file, seconds per measurement.
 */
public final class DeidentifyBenchmark {
  private static final int ROUNDS = 3;
  private static final Keys KEYS = Keys.of(new byte[Keys.LEAST_BYTES]);

  private DeidentifyBenchmark() {}

  private interface Work {
    void run(byte[] file, ByteArrayOutputStream out) throws IOException;
  }

  /** See the class description. */
  public static void main(String[] args) throws IOException {
    Work basic = by(Policy.basic().withPixelsReviewed(true));
    Work research = by(Policy.research().withPixelsReviewed(true));
    List<byte[]> folder = treatable(Path.of(args[0]), List.of(basic, research));
    List<byte[]> one = List.of(Files.readAllBytes(Path.of(args[1])));
    double seconds = Double.parseDouble(args[2]);
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.println("Round " + round + ", " + folder.size() + " files of the folder");
      measure("basic, folder", folder, seconds, basic);
      measure("research, folder", folder, seconds, research);
      measure("basic, one file", one, seconds, basic);
      measure("research, one file", one, seconds, research);
      measure("untreated, one file", one, seconds, DeidentifyBenchmark::rewritten);
      measure("copy, one file", one, seconds, (file, out) -> out.write(file));
    }
  }

  private static Work by(Policy policy) {
    Deidentifier deidentifier = Deidentifier.with(policy, KEYS);
    return (bytes, out) -> {
      DicomFile file = Part10Reader.read(bytes);
      deidentifier.deidentify(file).write(file.transferSyntax(), out);
    };
  }

  private static void rewritten(byte[] bytes, ByteArrayOutputStream out) throws IOException {
    org.therafed.dicom.io.Part10Writer.write(Part10Reader.read(bytes), out);
  }

  private static List<byte[]> treatable(Path folder, List<Work> works) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
        byte[] file = Files.readAllBytes(path);
        try {
          for (Work work : works) {
            work.run(file, new ByteArrayOutputStream());
          }
          files.add(file);
        } catch (DicomFault e) {
          System.out.println("left out: " + e.code().label());
        }
      }
    }
    return files;
  }

  private static void measure(String name, List<byte[]> files, double seconds, Work work)
      throws IOException {
    long bytes = files.stream().mapToLong(file -> file.length).sum();
    pass(files, seconds / 2, work);
    double passes = pass(files, seconds, work);
    System.out.printf(
        "  %-20s %,10.0f objects/s  %,8.0f MB/s%n",
        name, passes * files.size(), passes * bytes / 1e6);
  }

  /** Passes over the files per second; the memory written to is used again. */
  private static double pass(List<byte[]> files, double seconds, Work work) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long passes = 0;
    while (System.nanoTime() < end) {
      for (byte[] file : files) {
        out.reset();
        work.run(file, out);
      }
      passes++;
    }
    return passes / ((System.nanoTime() - start) / 1e9);
  }
}
