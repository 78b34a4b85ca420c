package org.therafed.registry;

import io.restassured.RestAssured;
import java.io.IOException;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How questions, the board of quality and search grow with the registry: the packaged registry with
 * its embedded database, filled in SQL with persons of 20 hospitals over 60 months. Each person has
 * a course with four cycles and administrations, a vital status, two assessments, two adverse
 * events, six PSA values, two charges and an image: 24 rows of facts. Of the resources only those
 * are there that the board and search read (Patient, Procedure, vital status and PSA).
 *
 * <p>Arguments: folder of quarkus-app, numbers of persons with commas between them.
 */
public final class RegistryGrowthBenchmark {

  private static final int SITES = 20;
  private static final int REPEATS = 40;
  private static final String SURVIVAL = "/api/evidence/survival?endpoint=os";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String session;

  private RegistryGrowthBenchmark(URI base, String session) {
    this.base = base;
    this.session = session;
  }

  public static void main(String... args) throws Exception {
    Path application = Path.of(args[0]);
    List<Integer> sizes = Arrays.stream(args[1].split(",", -1)).map(Integer::valueOf).toList();
    for (int persons : sizes) {
      of(application, persons);
    }
  }

  private static void of(Path application, int persons) throws Exception {
    Path data = Files.createTempDirectory("registry-growth");
    System.out.printf(Locale.ROOT, "%n%,d persons%n", persons);
    TestSite reader;
    String cut;
    try (PackagedRegistry registry = started(application, data)) {
      List<TestSite> sites = new ArrayList<>();
      for (int i = 0; i < SITES; i++) {
        sites.add(TestSite.registered("s" + (100 + i)));
      }
      reader = sites.get(0);
      timed("filled", () -> fill(registry, sites, persons));
      cut = TestSite.freeze();
      RegistryGrowthBenchmark asking =
          new RegistryGrowthBenchmark(registry.base(), TestPerson.admin().session());
      asking.questions();
      asking.group();
      asking.board();
      search(reader, persons);
    }
    try (PackagedRegistry registry = started(application, data)) {
      System.out.printf(Locale.ROOT, "start again: %.1f s%n", registry.secondsToStart());
      RegistryGrowthBenchmark asking =
          new RegistryGrowthBenchmark(registry.base(), TestPerson.admin().session());
      timed("Kaplan-Meier after a restart, merged from kept months", () -> asking.get(SURVIVAL));
      asking.nextCut(registry, cut);
    } finally {
      delete(data);
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

  private void questions() throws Exception {
    timed("Kaplan-Meier, first question of the arm: nothing kept", () -> inBackground("survival"));
    timed(
        "Kaplan-Meier at another level, merged from kept months",
        () -> get(SURVIVAL + "&level=0.999"));
    repeated("Kaplan-Meier again", () -> get(SURVIVAL));
    timed("objective response, first", () -> inBackground("response"));
    timed("toxicity, first", () -> inBackground("toxicity"));
    timed("cost, first", () -> inBackground("cost"));
    repeated("toxicity again", () -> get("/api/evidence/toxicity"));
    timed("arm of nobody, first", () -> get(SURVIVAL + "&arm=untreated"));
  }

  /** Whom a condition selects: persons are counted, and compared with what was released. */
  private void group() throws Exception {
    String question =
        "{\"version\":1,\"kind\":\"toxicity\",\"module\":\"rlt-psma\",\"who\":{\"age\":{\"to\":72}}}";
    timed("cohort by age, first", () -> inBackground(question, "toxicity"));
    repeated("cohort by age again", () -> post(question));
  }

  private void board() throws Exception {
    timed(
        "board of quality, with all still to be counted",
        () -> {
          while (!get("/admin/quality").contains("\"countsAwaiting\":0")) {
            // A request counts a bounded number again.
          }
        });
    repeated("board of quality", () -> get("/admin/quality"));
  }

  private static void search(TestSite site, int persons) throws Exception {
    int[] next = {0};
    repeated(
        "search Observation by patient and code",
        () -> {
          String patient = id(next[0]++ * SITES % persons / SITES * SITES);
          String found =
              site.get("/fhir/Observation?patient=" + patient + "&code=2857-1")
                  .then()
                  .statusCode(200)
                  .extract()
                  .asString();
          if (!found.contains(patient)) {
            throw new IllegalStateException("Nothing was found.");
          }
        });
  }

  /** One person in a hundred has a further follow-up in the next cut. */
  private void nextCut(PackagedRegistry registry, String cut) throws Exception {
    registry.execute(
        "insert into fact_survival (fact_id, site, patient_id, dead, known_on, follow_up_age_days,"
            + " born) select 'late-' || fact_id, site, patient_id, false, known_on + 30, 30, 2 from"
            + " fact_survival where fact_id like '%00'",
        "insert into patient_change select 2, site, patient_id from fact_survival where born = 2",
        "insert into data_cut values (2, 'next', now(), 'benchmark')");
    timed(
        "Kaplan-Meier on the next cut, follow-up of one person in a hundred renewed",
        () -> inBackground("survival"));
    timed("the cut before, again", () -> get(SURVIVAL + "&cut=" + cut));
  }

  private void inBackground(String kind) throws Exception {
    String endpoint =
        switch (kind) {
          case "survival" -> ",\"endpoint\":\"os\"";
          case "response" -> ",\"endpoint\":\"orr\"";
          default -> "";
        };
    inBackground(
        "{\"version\":1,\"kind\":\"" + kind + "\",\"module\":\"rlt-psma\"" + endpoint + "}", kind);
  }

  private void inBackground(String question, String kind) throws Exception {
    HttpResponse<String> begun =
        http.send(
            request("/api/questions")
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String run = URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath();
    HttpResponse<String> status = send(request(run).build());
    while (status.statusCode() == 202) {
      TimeUnit.MILLISECONDS.sleep(20);
      status = send(request(run).build());
    }
    if (!status.body().contains("\"released\"")) {
      throw new IllegalStateException(kind + ": " + status.body());
    }
  }

  private String get(String path) throws Exception {
    return checked(send(request(path).build()));
  }

  private String post(String question) throws Exception {
    return checked(
        send(
            request("/api/questions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Cookie", TestSite.SESSION + "=" + session);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String checked(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double millis(Work work) throws Exception {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void timed(String what, Work work) throws Exception {
    System.out.printf(Locale.ROOT, "%s: %.0f ms%n", what, millis(work));
  }

  private static void repeated(String what, Work work) throws Exception {
    double[] times = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      times[i] = millis(work);
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%s, %d times: median %.0f ms, 95 %% %.0f ms%n",
        what,
        REPEATS,
        times[REPEATS / 2],
        times[REPEATS * 95 / 100]);
  }

  private static String id(int person) {
    return String.format(Locale.ROOT, "p%09d", person);
  }

  /** Written by the database itself: as fast as COPY, into the same tables. */
  private static void fill(PackagedRegistry registry, List<TestSite> sites, int persons)
      throws Exception {
    String names =
        sites.stream().map(site -> "'" + site.id() + "'").collect(Collectors.joining(", "));
    String each =
        " from (select i, 'p' || lpad(i::text, 9, '0') as p, (array["
            + names
            + "])[1 + i % "
            + SITES
            + "] as s, date '2021-01-01' + (i::bigint * 7919 % 1800)::int as d, i::bigint * 104729"
            + " % 1000 as r from generate_series(0, "
            + (persons - 1)
            + ") i) x";
    registry.execute(
        "insert into person (patient_id, site) select p, s" + each,
        "insert into fact_patient (fact_id, site, patient_id, sex, birth_year, aged_90_plus) select"
            + " p, s, p, 'male', 1940 + r % 25, false"
            + each,
        "insert into fact_course (fact_id, site, patient_id, module, arm, started_on, status, line,"
            + " index_quarter, start_known) select 'c' || p, s, p, 'rlt-psma', 'treated', d,"
            + " 'completed', 1, to_char(d, 'YYYY-\"Q\"Q'), 'DAY'"
            + each,
        times(
            "fact_cycle (fact_id, site, patient_id, course_id, number, status, happened_on)",
            "'y' || k || p, s, p, 'c' || p, k, 'completed', d + 42 * (k - 1)",
            4,
            each),
        times(
            "fact_administration (fact_id, site, patient_id, cycle_id, product, activity_mbq,"
                + " administered_on)",
            "'a' || k || p, s, p, 'y' || k || p, 'Lu-177-PSMA', 7400, d + 42 * (k - 1)",
            4,
            each),
        "insert into fact_survival (fact_id, site, patient_id, dead, known_on, follow_up_age_days)"
            + " select 'v' || p, s, p, r < 600, d + (30 + r)::int, 30"
            + each,
        times(
            "fact_response (fact_id, site, patient_id, criterion, category, best, assessed_on)",
            "'r' || k || p, s, p, 'RECIST1.1', case when r % 3 = 0 then 'PR' else 'SD' end, false,"
                + " d + 60 * k",
            2,
            each),
        times(
            "fact_toxicity (fact_id, site, patient_id, term_code, term, grade, scale, onset_on)",
            "'t' || k || p, s, p, case when k = 1 then 'C143283' else 'C146764' end, '', 1 + (r %"
                + " 4)::int, 'CTCAE-5.0', d + 10 * k",
            2,
            each),
        times(
            "fact_biomarker (fact_id, site, patient_id, loinc, value, unit, taken_on)",
            "'b' || k || p, s, p, '2857-1', 100 - k * (r % 20), 'ng/mL', d - 10 + 21 * (k - 1)",
            6,
            each),
        times(
            "fact_cost (fact_id, site, patient_id, course_id, component, amount, currency,"
                + " price_year, charged_on)",
            "'k' || k || p, s, p, 'c' || p, case when k = 1 then 'drug' else 'hospital' end, 10000"
                + " + r, 'CNY', 2025, d",
            2,
            each),
        "insert into fact_imaging (fact_id, site, patient_id, modalities, started_at, series,"
            + " instances) select 'i' || p, s, p, 'PT,CT', (d - 20)::timestamptz, 3, 900"
            + each,
        resource("'Patient', p", "'Patient'", "'{}'", each),
        resource("'Procedure', 'c' || p", "'Procedure'", "'{}'", each),
        resource("'Observation', 'v' || p", "'Observation'", "'{}'", each),
        resource(
            "'Observation', 'b' || k || p",
            "'Observation'",
            "jsonb_build_object('resourceType', 'Observation', 'id', 'b' || k || p, 'status',"
                + " 'final', 'subject', jsonb_build_object('reference', 'Patient/' || p), 'code',"
                + " jsonb_build_object('coding', jsonb_build_array(jsonb_build_object('system',"
                + " 'http://loinc.org', 'code', '2857-1'))), 'effectiveDateTime', (d - 10 + 21 * (k"
                + " - 1))::text, 'valueQuantity', jsonb_build_object('value', 100 - k, 'unit',"
                + " 'ng/mL', 'system', 'http://unitsofmeasure.org', 'code', 'ng/mL'))",
            each + ", generate_series(1, 6) k"),
        "insert into transfer (site, sequence, sha256, resources, receipt, received_at) select id,"
            + " 1, '', 20, '{}', date_trunc('month', now() at time zone 'UTC') at time zone 'UTC'"
            + " from site",
        "insert into quality_due (site, patient_id) select site, patient_id from person",
        "analyze");
  }

  private static String times(String into, String values, int many, String each) {
    return "insert into "
        + into
        + " select "
        + values
        + each
        + ", generate_series(1, "
        + many
        + ") k";
  }

  private static String resource(String key, String type, String content, String each) {
    return "insert into resource (type, id, site, version, sequence, content, last_updated) select "
        + key
        + ", s, 1, 1, "
        + (content.equals("'{}'") ? "jsonb_build_object('resourceType', " + type + ")" : content)
        + ", date_trunc('month', now() at time zone 'UTC') at time zone 'UTC'"
        + each;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }
}
