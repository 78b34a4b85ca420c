package org.therafed.profiles.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.structure.HapiOracle;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What one core judges and projects, and how soon: prints rows of a Markdown table. The judgement
 * of a record and HAPI's instance validator take turns over the same resources, the same
 * definitions, from the same JSON text; every figure is the median of its turns with their range.
 *
 * <p>{@code ./mvnw -pl fhir-profiles -Pbenchmark -DskipTests test}
 */
public final class ProfilesBenchmark {
  private static final int TURNS = 7;
  private static final int STARTS = 7;
  private static final long NANOS = 1_000_000_000L;

  private final long turn;
  private long found;

  private ProfilesBenchmark(double seconds) {
    this.turn = (long) (seconds * NANOS);
  }

  /**
   * Runs.
   *
   * @param args seconds of a turn
   */
  public static void main(String... args) throws IOException, InterruptedException {
    new ProfilesBenchmark(Double.parseDouble(args[0])).run();
  }

  private void run() throws IOException, InterruptedException {
    List<ObjectNode> trees = Examples.names().stream().map(Examples::read).toList();
    List<String> texts = trees.stream().map(ObjectNode::toString).toList();
    System.out.println("| what | median | least to most |\n|---|---|---|");
    judgement(trees, texts);
    FactProjection projection = new FactProjection(ProfileTable.standard());
    Figures facts = turns(() -> perSecond(trees, tree -> projection.project(tree).size()));
    System.out.println(facts.row("projection to facts, every profile", "resources/s"));
    ready();
    if (found == 0) {
      throw new IllegalStateException("Nothing was projected: no figure counts.");
    }
  }

  private void judgement(List<ObjectNode> trees, List<String> texts) {
    List<JsonNode> definitions = new ArrayList<>(Publication.of("0.1.0").resources());
    HapiOracle hapi = new HapiOracle(definitions);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    // The first turn of each is the warm-up.
    for (int i = 0; i <= TURNS; i++) {
      double mine = perSecond(texts, text -> Judgement.RECORDS.validate(read(text)).size());
      double other = perSecond(texts, text -> hapi.errors(text).size());
      if (i > 0) {
        ours.add(mine);
        theirs.add(other);
        ratios.add(mine / other);
      }
    }
    String what = "judgement of a record from its JSON, every profile, one thread, warm";
    System.out.println(new Figures(ours).row(what, "resources/s"));
    System.out.println(
        new Figures(theirs).row("the same, HAPI FhirInstanceValidator", "resources/s"));
    System.out.println(new Figures(ratios).row("ratio of the two, turn by turn", "times"));
    for (ObjectNode tree : trees) {
      String url = tree.at("/meta/profile/0").asText();
      Figures one =
          turns(() -> perSecond(List.of(tree), t -> Judgement.RECORDS.validate(t).size()), 3);
      System.out.println(
          one.row("judgement, " + url.substring(url.lastIndexOf('/') + 1), "resources/s"));
    }
  }

  private static JsonNode read(String text) {
    return TransferBundle.readTree(text.getBytes(StandardCharsets.UTF_8));
  }

  private Figures turns(Supplier<Double> turnOfOne) {
    return turns(turnOfOne, TURNS);
  }

  private static Figures turns(Supplier<Double> turnOfOne, int count) {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      double figure = turnOfOne.get();
      // The first turn is the warm-up.
      if (i > 0) {
        all.add(figure);
      }
    }
    return new Figures(all);
  }

  private <T> double perSecond(List<T> items, ToIntFunction<T> work) {
    long done = 0;
    long begun = System.nanoTime();
    long now = begun;
    while (now - begun < turn) {
      for (T item : items) {
        found += work.applyAsInt(item);
        done++;
      }
      now = System.nanoTime();
    }
    return done * (double) NANOS / (now - begun);
  }

  /** A new Java process each time, from its start to its first record judged. */
  private static void ready() throws IOException, InterruptedException {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  FirstRecord.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        all.add(Double.valueOf(out.readLine()));
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException("The first record was not judged valid.");
      }
    }
    System.out.println(
        new Figures(all).row("new Java process until its first record is judged", "ms"));
  }
}
