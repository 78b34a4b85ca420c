package org.therafed.evidence.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One R process that is asked line by line; {@code src/benchmark/session.R} is its other end. */
final class RSession implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src", "benchmark", "session.R");

  /** What R found, and in what time. */
  record Answer(double seconds, List<Double> numbers) {}

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;
  private final Path rows;

  RSession() throws IOException {
    rows = Files.createTempFile("rows", ".bin");
    process =
        new ProcessBuilder("Rscript", SCRIPT.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Whether Rscript and the packages are here. */
  static boolean available() throws InterruptedException {
    try {
      return new ProcessBuilder("Rscript", "-e", "library(survival); library(nlme); library(MASS)")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Hands over rows and the question, none of which is timed. */
  void ask(Columns columns, Question.Peer peer) throws IOException {
    columns.write(rows);
    order(
        String.join(
            "\t",
            "rows",
            rows.toString(),
            Integer.toString(columns.size()),
            columns.names(),
            peer.ready() + " ",
            peer.code()));
  }

  /** Answers the question once. */
  Answer answer() {
    try {
      String line = order("answer");
      List<Double> numbers = Arrays.stream(line.trim().split(" ")).map(RSession::number).toList();
      return new Answer(numbers.get(0), numbers.subList(1, numbers.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What R has no number for is none here. */
  private static double number(String text) {
    return text.equals("NA") ? Double.NaN : Double.parseDouble(text);
  }

  private String order(String order) throws IOException {
    // One line an order: line ends within R code travel as unit separators.
    orders.write(order.strip().replace('\n', '\u001f') + "\n");
    orders.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("R ended; its message stands above");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    orders.close();
    process.destroy();
    Files.deleteIfExists(rows);
  }
}
