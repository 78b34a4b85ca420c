package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.fhirpath.FhirPath;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.transfer.TransferBundle;

/** What a view shows of an example is what the projection makes of it. */
class FactViewsTest {

  private static final FactProjection PROJECTION = new FactProjection(ProfileTable.standard());
  private static final Pattern KEY = Pattern.compile("(.*)\\.getReferenceKey\\((\\w+)\\)");
  private static final Pattern OF_TYPE = Pattern.compile("(\\w+)\\.ofType\\((\\w+)\\)");

  private static String factName(JsonNode view) {
    String name = view.path("name").asText();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Fact";
  }

  /** {@code value.ofType(code)} stands in JSON as {@code valueCode}. */
  private static List<JsonNode> values(JsonNode resource, String path) {
    String plain =
        OF_TYPE
            .matcher(path)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        match.group(1)
                            + Character.toUpperCase(match.group(2).charAt(0))
                            + match.group(2).substring(1)));
    return FhirPath.compile(plain)
        .values(new Scope(resource, resource, Scope.References.NONE), resource);
  }

  private static String cell(JsonNode resource, String path) {
    if (path.equals("getResourceKey()")) {
      return resource.path("id").asText();
    }
    Matcher key = KEY.matcher(path);
    List<JsonNode> values =
        key.matches() ? values(resource, key.group(1) + ".reference") : values(resource, path);
    assertThat(values).as(path).hasSizeLessThan(2);
    if (values.isEmpty()) {
      return null;
    }
    String text = values.get(0).asText();
    if (!key.matches()) {
      return text;
    }
    String type = key.group(2) + "/";
    return text.startsWith(type) ? text.substring(type.length()) : null;
  }

  private static Map<String, String> row(JsonNode view, JsonNode resource) {
    if (!view.path("resource").asText().equals(resource.path("resourceType").asText())) {
      return Map.of();
    }
    for (JsonNode where : view.path("where")) {
      List<JsonNode> holds = values(resource, where.path("path").asText());
      if (holds.size() != 1 || !holds.get(0).asBoolean()) {
        return Map.of();
      }
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (JsonNode column : view.path("select").path(0).path("column")) {
      row.put(column.path("name").asText(), cell(resource, column.path("path").asText()));
    }
    return row;
  }

  private static Map<String, Object> parts(Fact fact) throws ReflectiveOperationException {
    Map<String, Object> parts = new TreeMap<>();
    for (RecordComponent part : fact.getClass().getRecordComponents()) {
      String name = part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      parts.put(name, part.getAccessor().invoke(fact));
    }
    return parts;
  }

  private static void agree(String column, Object fact, String cell) {
    if (fact instanceof LocalDate day) {
      assertThat(cell).as(column).startsWith(day.toString());
    } else if (fact instanceof OffsetDateTime at) {
      assertThat(OffsetDateTime.parse(cell)).as(column).isEqualTo(at);
    } else if (fact instanceof BigDecimal number) {
      assertThat(new BigDecimal(cell)).as(column).isEqualByComparingTo(number);
    } else {
      assertThat(cell).as(column).isEqualTo(fact == null ? null : fact.toString());
    }
  }

  /** The examples, and what none of them shows: blood, cells given, a lymph node, a death. */
  private static Map<String, JsonNode> records() {
    Map<String, JsonNode> records = new TreeMap<>();
    Examples.names().forEach(name -> records.put(name, Examples.read(name)));
    for (String blood : List.of("red-blood-cells", "platelets", "plasma")) {
      records.put(blood, given(blood));
    }
    ObjectNode refused = given("plasma");
    records.put("plasma not given", refused.put("status", "not-done"));
    ObjectNode cells = given("axicabtagene-ciloleucel");
    cells
        .withArray("/extension")
        .addObject()
        .put("url", Canonical.extension("cell-product"))
        .putObject("valueReference")
        .put("reference", "BiologicallyDerivedProduct/c1");
    records.put("cells", cells);
    ObjectNode node = Examples.read("atr-lesion");
    ((ObjectNode) node.at("/location/coding/0")).put("code", "59441001");
    ((ObjectNode) node.at("/extension/0")).put("valueCode", "new");
    records.put("lymph node", node);
    ObjectNode icd = node.deepCopy();
    ((ObjectNode) icd.at("/location/coding/0"))
        .put("system", "http://terminology.hl7.org/CodeSystem/icd-o-3")
        .put("code", "C77.2");
    records.put("lymph node by ICD-O-3", icd);
    records.put("lesion given up", node.deepCopy().put("active", false));
    ObjectNode dead = Examples.read("atr-vital-status");
    ((ObjectNode) dead.at("/valueCodeableConcept/coding/0")).put("code", "419099009");
    records.put("dead", dead.deepCopy());
    dead.withArray("/extension")
        .addObject()
        .put("url", Canonical.extension("cause-of-death"))
        .put("valueCode", "cardiovascular");
    records.put("dead of a cause", dead);
    return records;
  }

  private static ObjectNode given(String product) {
    ObjectNode given = Examples.read("atr-administration");
    for (JsonNode extension : given.path("extension")) {
      if (extension.path("url").asText().equals(Canonical.extension("product"))) {
        ((ObjectNode) extension.at("/valueCodeableConcept/coding/0")).put("code", product);
      }
    }
    return given;
  }

  /** Of each kind of fact but the components of a grade, which the projection alone computes. */
  @Test
  void everyFactHasAView() {
    Set<String> facts = new TreeSet<>();
    for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
      facts.add(fact.getSimpleName());
    }
    facts.remove("AstctFact");
    assertThat(FactViews.definitions().stream().map(FactViewsTest::factName).toList())
        .containsExactlyInAnyOrderElementsOf(facts);
  }

  @Test
  void viewsAndProjectionAgreeOnEveryExample() throws ReflectiveOperationException {
    Set<String> met = new TreeSet<>();
    for (Map.Entry<String, JsonNode> record : records().entrySet()) {
      String name = record.getKey();
      JsonNode example = record.getValue();
      List<Fact> facts = PROJECTION.project(example);
      for (JsonNode view : FactViews.definitions()) {
        Map<String, String> row = row(view, example);
        List<Fact> same =
            facts.stream()
                .filter(fact -> fact.getClass().getSimpleName().equals(factName(view)))
                .toList();
        assertThat(row.isEmpty()).as(name + " " + view.path("name")).isEqualTo(same.isEmpty());
        if (row.isEmpty()) {
          continue;
        }
        Map<String, Object> parts = parts(same.get(0));
        List<String> compared = new ArrayList<>();
        row.forEach(
            (column, cell) -> {
              if (parts.containsKey(column)) {
                agree(name + " " + column, parts.get(column), cell);
                compared.add(column);
              }
            });
        assertThat(compared).hasSizeGreaterThanOrEqualTo(Math.min(4, parts.size() - 1));
        met.add(view.path("name").asText());
      }
    }
    assertThat(met)
        .containsExactlyInAnyOrder(
            FactViews.definitions().stream()
                .map(view -> view.path("name").asText())
                .toArray(String[]::new));
  }

  @Test
  void eachBinaryCarriesItsView() throws IOException {
    List<ObjectNode> views = FactViews.definitions();
    assertThat(FactViews.binaries())
        .hasSameSizeAs(views)
        .allSatisfy(
            binary -> {
              JsonNode view =
                  TransferBundle.readTree(Base64.getDecoder().decode(binary.path("data").asText()));
              assertThat(view.path("resourceType").asText()).endsWith("/ViewDefinition");
              assertThat(view.toString()).doesNotContain("{ext:", "{sys:");
              assertThat(views).contains((ObjectNode) view);
            });
  }
}
