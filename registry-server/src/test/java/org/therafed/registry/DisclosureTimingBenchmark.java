package org.therafed.registry;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.registry.cohort.Question;

/**
 * Whether the time of an answer tells an arm of a few persons from one of nobody: both are asked in
 * turns, each question for the first time and then again and again, of the packaged registry with
 * four treated persons. What is printed are the times as an asker sees them, and how often a random
 * division of the same times into two differs at least as much (permutation test).
 *
 * <p>Arguments: folder of quarkus-app, repetitions (default 200).
 */
public final class DisclosureTimingBenchmark {

  private static final String MODULE = "rlt-psma";
  private static final int PERMUTATIONS = 5_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String session;

  private DisclosureTimingBenchmark(URI base, String session) {
    this.base = base;
    this.session = session;
  }

  public static void main(String... args) throws Exception {
    Path application = Path.of(args[0]);
    int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    Path data = Files.createTempDirectory("disclosure-timing");
    try (PackagedRegistry registry =
        PackagedRegistry.started(application, data, RegistryTestProfile.PASSWORD)) {
      RestAssured.baseURI = "http://127.0.0.1";
      RestAssured.port = registry.port();
      KnownFederation.sendFour();
      TestSite.freeze();
      new DisclosureTimingBenchmark(registry.base(), TestPerson.admin().session()).run(repetitions);
    }
  }

  private void run(int repetitions) throws Exception {
    List<String> questions = questions();
    // Modules and arms without anybody warm the code up, whose first runs are slow.
    for (String question : questions) {
      ask(question + "&arm=standard-care");
    }
    List<Double> few = new ArrayList<>();
    List<Double> nobody = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      pair(questions.get(i), i % 2 == 0, few, nobody);
    }
    print("asked for the first time", few, nobody);
    few.clear();
    nobody.clear();
    for (int i = 0; i < repetitions; i++) {
      pair(questions.get(i % questions.size()), i % 2 == 0, few, nobody);
    }
    print("asked again", few, nobody);
  }

  /** Every question of the module, at both levels. */
  private static List<String> questions() {
    TherapyModule module = ModuleCatalog.standard().find(MODULE).orElseThrow();
    List<String> questions = new ArrayList<>();
    for (String level : List.of("0.95", "0.999")) {
      questions.add("toxicity?level=" + level);
      questions.add("cost?level=" + level);
      for (TherapyModule.Endpoint endpoint : module.endpoints()) {
        questions.add(
            Question.Kind.of(endpoint).label() + "?endpoint=" + endpoint.id() + "&level=" + level);
      }
    }
    return questions;
  }

  private void pair(String question, boolean fewFirst, List<Double> few, List<Double> nobody)
      throws Exception {
    for (boolean askFew : new boolean[] {fewFirst, !fewFirst}) {
      (askFew ? few : nobody).add(ask(question + "&arm=" + (askFew ? "treated" : "untreated")));
    }
  }

  private double ask(String question) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/evidence/" + question))
            .header("Cookie", TestSite.SESSION + "=" + session)
            .build();
    long begin = System.nanoTime();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    double millis = (System.nanoTime() - begin) / 1e6;
    if (!response.body().contains("\"not-released\"")) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return millis;
  }

  private static void print(String what, List<Double> few, List<Double> nobody) {
    double[] small = few.stream().mapToDouble(Double::doubleValue).toArray();
    double[] none = nobody.stream().mapToDouble(Double::doubleValue).toArray();
    System.out.printf(
        Locale.ROOT,
        "%s, %d pairs%n  too small: %s%n  no data:   %s%n  difference of means %.3f ms;"
            + " a random division differs as much in %.0f %% of %d%n",
        what,
        small.length,
        quantiles(small),
        quantiles(none),
        mean(small) - mean(none),
        100 * permuted(small, none),
        PERMUTATIONS);
  }

  private static String quantiles(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "median %.2f, 5 %% %.2f, 95 %% %.2f, most %.2f ms",
        at(sorted, 0.5),
        at(sorted, 0.05),
        at(sorted, 0.95),
        sorted[sorted.length - 1]);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** By exchanging within pairs, which is what chance would do. */
  private static double permuted(double[] one, double[] other) {
    Random random = new Random(1);
    double seen = Math.abs(mean(one) - mean(other)) * one.length;
    int asMuch = 0;
    for (int i = 0; i < PERMUTATIONS; i++) {
      double sum = 0;
      for (int pair = 0; pair < one.length; pair++) {
        sum += (random.nextBoolean() ? 1 : -1) * (one[pair] - other[pair]);
      }
      asMuch += Math.abs(sum) >= seen - 1e-9 ? 1 : 0;
    }
    return (double) asMuch / PERMUTATIONS;
  }
}
