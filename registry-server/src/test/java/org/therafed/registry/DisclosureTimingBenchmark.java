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
import java.util.concurrent.TimeUnit;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.registry.cohort.Question;

/**
 * Whether the time of an answer tells an arm of a few persons from one of nobody: both are asked in
 * turns of the packaged registry with four treated persons. Each question is asked for the first
 * time; again and again; after a restart, when only sums by month are kept; and in the background:
 * on a cut in which nothing has changed, on one in which something of the four has, and again. What
 * is printed are the times as an asker sees them, and how often a random exchange within the pairs
 * differs at least as much (permutation test).
 *
 * <p>Arguments: folder of quarkus-app, repetitions (default 200).
 */
public final class DisclosureTimingBenchmark {

  private static final String MODULE = "rlt-psma";
  private static final int PERMUTATIONS = 5_000;
  private static final long POLL_MILLIS = 2;

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
    try (PackagedRegistry registry = started(application, data)) {
      KnownFederation.sendFour();
      TestSite.freeze();
      DisclosureTimingBenchmark asking = asking(registry);
      asking.warmUp();
      asking.measure("asked for the first time", 1, asking::ask);
      asking.measure("asked again", repetitions, asking::ask);
    }
    try (PackagedRegistry registry = started(application, data)) {
      DisclosureTimingBenchmark asking = asking(registry);
      asking.warmUp();
      asking.measure("after a restart, from sums that are kept", 1, asking::ask);
      registry.execute("insert into data_cut values (2, 'same', now(), 'benchmark')");
      asking.warmUpInBackground();
      asking.measure("in the background, nothing has changed", 1, asking::askInBackground);
      registry.execute(
          "insert into data_cut values (3, 'changed', now(), 'benchmark')",
          "insert into patient_change select 3, site, patient_id from person");
      asking.warmUpInBackground();
      asking.measure("in the background, the few have changed", 1, asking::askInBackground);
      asking.measure("in the background, again", repetitions, asking::askInBackground);
    }
  }

  private static PackagedRegistry started(Path application, Path data) throws Exception {
    PackagedRegistry registry =
        PackagedRegistry.started(application, data, RegistryTestProfile.PASSWORD);
    RestAssured.baseURI = "http://127.0.0.1";
    RestAssured.port = registry.port();
    TestSite.forgetAdmin();
    return registry;
  }

  private static DisclosureTimingBenchmark asking(PackagedRegistry registry) {
    return new DisclosureTimingBenchmark(registry.base(), TestPerson.admin().session());
  }

  /**
   * A question.
   *
   * @param kind such as survival
   * @param endpoint empty where the kind has none
   */
  private record Asked(String kind, String endpoint, String level) {}

  private interface Asking {
    double millis(Asked question, String arm) throws Exception;
  }

  /** An arm of nobody that is not compared warms the code up, whose first runs are slow. */
  private void warmUp() throws Exception {
    for (Asked question : questions()) {
      ask(question, "standard-care");
    }
  }

  private void warmUpInBackground() throws Exception {
    for (Asked question : questions()) {
      askInBackground(question, "standard-care");
    }
  }

  /** At least so many pairs, and each question at least once. */
  private void measure(String what, int pairs, Asking asking) throws Exception {
    List<Asked> questions = questions();
    List<Double> few = new ArrayList<>();
    List<Double> nobody = new ArrayList<>();
    for (int i = 0; i < Math.max(pairs, questions.size()); i++) {
      Asked question = questions.get(i % questions.size());
      boolean fewFirst = i % 2 == 0;
      for (boolean askFew : new boolean[] {fewFirst, !fewFirst}) {
        (askFew ? few : nobody).add(asking.millis(question, askFew ? "treated" : "untreated"));
      }
    }
    print(what, few, nobody);
  }

  /** Every question of the module, at both levels. */
  private static List<Asked> questions() {
    TherapyModule module = ModuleCatalog.standard().find(MODULE).orElseThrow();
    List<Asked> questions = new ArrayList<>();
    for (String level : List.of("0.95", "0.999")) {
      questions.add(new Asked("toxicity", "", level));
      questions.add(new Asked("cost", "", level));
      for (TherapyModule.Endpoint endpoint : module.endpoints()) {
        questions.add(new Asked(Question.Kind.of(endpoint).label(), endpoint.id(), level));
      }
    }
    return questions;
  }

  private double ask(Asked question, String arm) throws Exception {
    String endpoint = question.endpoint().isEmpty() ? "" : "&endpoint=" + question.endpoint();
    HttpRequest request =
        request(
                "/api/evidence/"
                    + question.kind()
                    + "?level="
                    + question.level()
                    + endpoint
                    + "&arm="
                    + arm)
            .build();
    long begin = System.nanoTime();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return spent(begin, response);
  }

  /** From the question to the first look that finds its answer. */
  private double askInBackground(Asked question, String arm) throws Exception {
    String endpoint =
        question.endpoint().isEmpty() ? "" : ",\"endpoint\":\"" + question.endpoint() + "\"";
    HttpRequest request =
        request("/api/questions")
            .header("Content-Type", "application/json")
            .header("Prefer", "respond-async")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"version\":1,\"kind\":\""
                        + question.kind()
                        + "\",\"module\":\""
                        + MODULE
                        + "\",\"arm\":\""
                        + arm
                        + "\",\"level\":"
                        + question.level()
                        + endpoint
                        + "}"))
            .build();
    long begin = System.nanoTime();
    HttpResponse<String> begun = http.send(request, HttpResponse.BodyHandlers.ofString());
    String run = URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath();
    HttpRequest look = request(run).build();
    HttpResponse<String> response = http.send(look, HttpResponse.BodyHandlers.ofString());
    while (response.statusCode() == 202) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      response = http.send(look, HttpResponse.BodyHandlers.ofString());
    }
    return spent(begin, response);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Cookie", TestSite.SESSION + "=" + session);
  }

  private static double spent(long begin, HttpResponse<String> response) {
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
