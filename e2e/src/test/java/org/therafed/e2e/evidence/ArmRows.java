package org.therafed.e2e.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.therafed.e2e.fixture.Database;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.toxicity.ToxicityRow;

/**
 * The rows of the four questions about one arm, made from the registry's facts by SQL that shares
 * nothing with the registry's own; the definitions are those of {@code
 * registry-server/docs/questions.md}.
 *
 * @param responses by endpoint
 * @param toxicity one row per person
 * @param costs one row per course
 * @param costPersons how many persons the courses are of
 * @param currency of all costs, ISO 4217
 * @param priceYear of all costs
 */
record ArmRows(
    String arm,
    List<SurvivalRow> survival,
    Map<String, List<ResponseRow>> responses,
    List<ToxicityRow> toxicity,
    List<CostRow> costs,
    long costPersons,
    String currency,
    int priceYear) {

  private record Event(String person, String site, String term, int grade) {}

  private record Charge(
      String person,
      String site,
      String course,
      String component,
      String currency,
      int priceYear,
      double amount) {}

  static ArmRows read(Database database, String arm) {
    List<Charge> charges =
        database.list(
            sql("cost"),
            row ->
                new Charge(
                    row.getString("person"),
                    row.getString("site"),
                    row.getString("course"),
                    row.getString("component"),
                    row.getString("currency"),
                    row.getInt("price_year"),
                    row.getBigDecimal("amount").doubleValue()),
            arm);
    Set<String> payers = new HashSet<>();
    charges.forEach(charge -> payers.add(charge.person()));
    return new ArmRows(
        arm,
        database.list(
            sql("survival"),
            row ->
                new SurvivalRow(
                    row.getString("site"), 0, row.getInt("days"), row.getBoolean("died")),
            arm),
        Map.of("orr", responses(database, "orr", arm), "psa50", responses(database, "psa50", arm)),
        toxicity(database, arm),
        courses(charges),
        payers.size(),
        charges.get(0).currency(),
        charges.get(0).priceYear());
  }

  private static List<ResponseRow> responses(Database database, String endpoint, String arm) {
    return database.list(
        sql(endpoint),
        row -> new ResponseRow(row.getString("site"), row.getBoolean("responder")),
        arm);
  }

  private static List<ToxicityRow> toxicity(Database database, String arm) {
    List<Event> events =
        database.list(
            sql("toxicity"),
            row ->
                new Event(
                    row.getString("person"),
                    row.getString("site"),
                    row.getString("term"),
                    row.getInt("grade")),
            arm);
    Map<String, String> sites = new LinkedHashMap<>();
    Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
    for (Event event : events) {
      sites.put(event.person(), event.site());
      Map<String, Integer> own = grades.computeIfAbsent(event.person(), person -> new TreeMap<>());
      if (!event.term().isEmpty()) {
        own.put(event.term(), event.grade());
      }
    }
    return grades.entrySet().stream()
        .map(person -> new ToxicityRow(sites.get(person.getKey()), person.getValue()))
        .toList();
  }

  private static List<CostRow> courses(List<Charge> charges) {
    Map<String, String> sites = new LinkedHashMap<>();
    Map<String, Map<String, Double>> amounts = new LinkedHashMap<>();
    for (Charge charge : charges) {
      sites.put(charge.course(), charge.site());
      amounts
          .computeIfAbsent(charge.course(), course -> new TreeMap<>())
          .put(charge.component(), charge.amount());
    }
    return amounts.entrySet().stream()
        .map(course -> new CostRow(sites.get(course.getKey()), course.getValue()))
        .toList();
  }

  private static String sql(String question) {
    return resource("arm.sql") + resource(question + ".sql");
  }

  static String resource(String name) {
    try (InputStream in = ArmRows.class.getResourceAsStream("/evidence/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
