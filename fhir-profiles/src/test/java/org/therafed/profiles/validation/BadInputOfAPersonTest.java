package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.coherence.Coherence;
import org.therafed.profiles.coherence.Finding;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What hospitals get wrong, asked as a transfer is: read from its bytes, judged record by record,
 * and what was taken judged together. Each slip is a named issue or finding at the path of its
 * element, and all other records of the person are taken and give their facts.
 */
class BadInputOfAPersonTest {
  private static final String ACT = "MedicationAdministration";
  private static final List<String> RECORDS =
      List.of(
          "atr-patient",
          "atr-indication",
          "atr-treatment-course",
          "atr-treatment-cycle",
          "atr-product",
          "atr-administration",
          "atr-lab",
          "atr-response",
          "atr-adverse-event",
          "atr-vital-status");

  private final FactProjection projection = new FactProjection(ProfileTable.standard());
  private final Coherence coherence = new Coherence(ModuleCatalog.standard());

  private static Map<String, ObjectNode> person() {
    Map<String, ObjectNode> records = new LinkedHashMap<>();
    RECORDS.forEach(name -> records.put(name, Examples.read(name)));
    return records;
  }

  /** A record as it came over the wire. */
  private static List<TransferBundle.Entry> sent(Map<String, ObjectNode> records) {
    ObjectNode bundle =
        TransferBundle.build(new SiteId("site-a"), 1, new ArrayList<>(records.values()));
    return TransferBundle.parse(TransferBundle.bytes(bundle)).entries();
  }

  private static List<Issue> errors(JsonNode record) {
    return Judgement.RECORDS.validate(record).stream()
        .filter(issue -> issue.severity() == Severity.ERROR)
        .toList();
  }

  private static Arguments slip(
      String what, String record, String code, String path, Consumer<ObjectNode> spoil) {
    return Arguments.of(what, record, code, path, spoil);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        slip(
            "wrong unit",
            "atr-lab",
            "FP-VAL-006",
            "Observation.valueQuantity",
            lab -> lab.withObject("/valueQuantity").put("code", "kg").put("unit", "kg")),
        slip(
            "wrong code system",
            "atr-lab",
            "FP-VAL-005",
            "Observation.code.coding[0]",
            lab -> ((ObjectNode) lab.at("/code/coding/0")).put("system", "http://snomed.info/sct")),
        slip(
            "unknown agent",
            "atr-administration",
            "FP-VAL-005",
            ACT + ".extension[0].valueCodeableConcept.coding[0]",
            given ->
                ((ObjectNode) extension(given, "product").at("/valueCodeableConcept/coding/0"))
                    .put("code", "panacea")
                    .remove("display")),
        slip(
            "grade 6",
            "atr-adverse-event",
            "FP-VAL-005",
            "AdverseEvent.extension[0].valueCodeableConcept.coding[0]",
            event -> {
              ObjectNode grade = (ObjectNode) event.at("/extension/0/valueCodeableConcept");
              grade.remove("text");
              grade
                  .putArray("coding")
                  .addObject()
                  .put("system", Canonical.codeSystem("ctcae-grade"))
                  .put("code", "6");
            }),
        slip(
            "activity without reference time",
            "atr-administration",
            "FP-VAL-002",
            ACT + ".extension[2].extension",
            given -> removePart(extension(given, "activity-record"), "net-administered-time")),
        slip(
            "Bq for MBq",
            "atr-administration",
            "FP-VAL-007",
            ACT + ".dosage.dose.value",
            given -> {
              ObjectNode dose = (ObjectNode) given.at("/dosage/dose");
              dose.put(
                  "value", dose.path("value").decimalValue().multiply(new BigDecimal("1000000")));
            }),
        slip(
            "uCi",
            "atr-administration",
            "FP-VAL-006",
            ACT + ".dosage.dose.code",
            given -> given.withObject("/dosage/dose").put("code", "uCi").put("unit", "uCi")),
        slip(
            "a day of zeros",
            "atr-lab",
            "FP-VAL-004",
            "Observation.effectiveDateTime",
            lab -> lab.put("effectiveDateTime", "00.00.0000")),
        slip(
            "a number that nothing can calculate with",
            "atr-lab",
            "FP-VAL-007",
            "Observation.valueQuantity.value",
            lab -> lab.withObject("/valueQuantity").put("value", new BigDecimal("1E+9999999"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void oneRecordIsRefusedByNameAndTheRestIsTaken(
      String what, String record, String code, String path, Consumer<ObjectNode> spoil) {
    Map<String, ObjectNode> records = person();
    spoil.accept(records.get(record));
    String spoiled = records.get(record).path("id").asText();
    List<Fact> facts = new ArrayList<>();
    List<JsonNode> taken = new ArrayList<>();
    for (TransferBundle.Entry entry : sent(records)) {
      List<Issue> errors = errors(entry.resource());
      if (entry.resource().path("id").asText().equals(spoiled)) {
        assertThat(errors)
            .as(what)
            .anySatisfy(
                issue -> {
                  assertThat(issue.code()).isEqualTo(code);
                  assertThat(issue.expression()).startsWith(path);
                  assertThat(issue.message()).isNotBlank();
                  assertThat(issue.messageZh()).containsPattern("\\p{IsHan}");
                });
      } else {
        assertThat(errors).as(what + ": " + entry.reference()).isEmpty();
        taken.add(entry.resource());
        facts.addAll(projection.project(entry.resource()));
      }
    }
    assertThat(taken).hasSize(RECORDS.size() - 1);
    List<Fact> expected = new ArrayList<>();
    person()
        .forEach(
            (name, whole) -> {
              if (!name.equals(record)) {
                expected.addAll(projection.project(whole));
              }
            });
    assertThat(facts).isEqualTo(expected);
    assertThat(coherence.findings(taken))
        .noneMatch(f -> f.references().stream().anyMatch(named -> named.endsWith(spoiled)));
  }

  static Stream<Arguments> found() {
    return Stream.of(
        slip(
            "cycle 7 of 6",
            "atr-treatment-cycle",
            "FP-FIND-004",
            "Procedure.extension[0].valuePositiveInt",
            cycle -> extension(cycle, "cycle-number").put("valuePositiveInt", 7)),
        slip(
            "response before baseline",
            "atr-response",
            "FP-FIND-009",
            "Observation.effectiveDateTime",
            response -> response.put("effectiveDateTime", "2024-12-01")),
        slip(
            "event after death",
            "atr-vital-status",
            "FP-FIND-007",
            "Observation.effectiveDateTime",
            status -> die(status, "2025-03-01")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("found")
  void whatRecordsSayTogetherIsAFindingAndAllAreTaken(
      String what, String record, String code, String path, Consumer<ObjectNode> spoil) {
    Map<String, ObjectNode> records = person();
    assertThat(coherence.findings(records.values())).noneMatch(f -> f.code().equals(code));
    spoil.accept(records.get(record));
    ObjectNode spoiled = records.get(record);
    assertTold(records, code, spoiled, path);
  }

  @Test
  void twoDeathsAreAFindingAtBoth() {
    Map<String, ObjectNode> records = person();
    die(records.get("atr-vital-status"), "2025-10-30");
    ObjectNode other = records.get("atr-vital-status").deepCopy();
    other.put("id", "0".repeat(40)).put("effectiveDateTime", "2025-10-20");
    records.put("another", other);
    assertTold(records, "FP-FIND-008", other, "Observation.effectiveDateTime");
  }

  private void assertTold(
      Map<String, ObjectNode> records, String code, ObjectNode spoiled, String path) {
    List<JsonNode> taken = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    for (TransferBundle.Entry entry : sent(records)) {
      assertThat(errors(entry.resource())).isEmpty();
      taken.add(entry.resource());
      facts.addAll(projection.project(entry.resource()));
    }
    assertThat(facts).hasSizeGreaterThanOrEqualTo(RECORDS.size() - 2);
    String reference = spoiled.path("resourceType").asText() + "/" + spoiled.path("id").asText();
    List<Finding> findings =
        coherence.findings(taken).stream().filter(f -> f.code().equals(code)).toList();
    assertThat(findings).isNotEmpty();
    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(finding.references()).contains(reference);
              assertThat(finding.elements().get(finding.references().indexOf(reference)))
                  .isEqualTo(path);
              assertThat(finding.message()).contains(path);
              assertThat(finding.messageZh()).contains(path).containsPattern("\\p{IsHan}");
            });
  }

  private static void die(ObjectNode status, String on) {
    ((ObjectNode) status.at("/valueCodeableConcept/coding/0"))
        .put("code", "419099009")
        .put("display", "Dead");
    status.put("effectiveDateTime", on);
  }

  private static ObjectNode extension(ObjectNode resource, String name) {
    for (JsonNode extension : resource.path("extension")) {
      if (extension.path("url").asText().equals(Canonical.extension(name))) {
        return (ObjectNode) extension;
      }
    }
    throw new AssertionError("The example has no extension " + name);
  }

  private static void removePart(ObjectNode extension, String name) {
    for (var parts = extension.path("extension").iterator(); parts.hasNext(); ) {
      if (parts.next().path("url").asText().equals(name)) {
        parts.remove();
      }
    }
  }
}
