package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.structure.Violation;
import org.therafed.profiles.structure.Violation.Kind;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.LabTest;

class RecordValidatorTest {
  private static final String RULES = "/org/therafed/profiles/publish/rules.yaml";

  /** Rules without FHIRPath that are held by single elements, or by a data type's own invariant. */
  private static final Set<String> OF_ELEMENTS =
      Set.of("date-not-ahead", "listed-display", "period-order");

  @Test
  void aRuleThatOnlyTheDefinitionHasIsHeldAndWordedFromIt() {
    Definitions definitions = Publication.definitions();
    JsonNode lab = definitions.definition(Profile.LAB.url()).orElseThrow().deepCopy();
    ObjectNode rule =
        ((ArrayNode) lab.at("/snapshot/element/0/constraint"))
            .addObject()
            .put("key", "never-1")
            .put("severity", "error")
            .put("human", "No result is taken.")
            .put("expression", "false");
    ArrayNode translation =
        rule.putObject("_human")
            .putArray("extension")
            .addObject()
            .put("url", "http://hl7.org/fhir/StructureDefinition/translation")
            .putArray("extension");
    translation.addObject().put("url", "lang").put("valueCode", "zh");
    translation.addObject().put("url", "content").put("valueString", "不接收任何结果。");
    definitions.add(lab);

    List<Issue> issues =
        new RecordValidator(definitions, Examples.CLOCK).validate(Examples.read("atr-lab"));
    assertThat(issues).hasSize(1);
    assertThat(issues.get(0).code()).isEqualTo("FP-VAL-013");
    assertThat(issues.get(0).expression()).isEqualTo("Observation");
    assertThat(issues.get(0).message())
        .isEqualTo("atr-lab: Observation does not hold: No result is taken (rule: never-1).");
    assertThat(issues.get(0).messageZh()).isEqualTo("atr-lab: Observation 违反规则 never-1：不接收任何结果。");
  }

  /** The table words what both refuse, with units and hints; it is said once. */
  @Test
  void whatBothRefuseIsSaidOnceInTheWordsOfTheTable() {
    ObjectNode administration = Examples.readInvalid("administration-in-microcurie");
    assertThat(Judgement.RECORDS.validate(administration))
        .isNotEmpty()
        .allSatisfy(issue -> assertThat(issue.message()).doesNotContain("does not hold"))
        .anySatisfy(issue -> assertThat(issue.message()).contains("probably"));
  }

  @Test
  void aTestWithALocalCodeIsJudgedByTheDefinitionToo() {
    ObjectNode lab = Examples.read("atr-lab");
    lab.withObject("/code").remove("text");
    ObjectNode coding = (ObjectNode) lab.at("/code/coding/0");
    LabTest local =
        LabCatalog.standard().all().stream().filter(LabTest::local).findFirst().orElseThrow();
    coding.removeAll();
    coding.put("system", local.coding().system()).put("code", local.coding().code());
    ((ObjectNode) lab.path("valueQuantity")).put("code", "MBq").put("unit", "MBq");
    assertThat(
            new StructureValidator(Publication.definitions())
                .validate(lab, Profile.LAB.url())
                .orElseThrow())
        .anySatisfy(violation -> assertThat(violation.rule()).startsWith("lab-unit"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindOfViolationIsASentenceInBothLanguagesWithoutAnyValue(Kind kind) {
    Violation violation =
        new Violation(
            kind,
            true,
            "Patient.identifier[0]",
            Profile.PATIENT.url(),
            kind == Kind.CODE_SYSTEM || kind == Kind.UNKNOWN_ELEMENT ? "张伟 13800138000" : "rule-1",
            "",
            "");
    List<Issue> issues = ViolationWording.beside(List.of(), "atr-patient", List.of(violation));
    assertThat(issues).hasSize(1);
    Issue issue = issues.get(0);
    assertThat(issue.expression()).isEqualTo("Patient.identifier[0]");
    assertThat(issue.message()).startsWith("atr-patient: ").contains("identifier[0]").endsWith(".");
    assertThat(issue.messageZh())
        .startsWith("atr-patient: ")
        .contains("identifier[0]")
        .endsWith("。");
    assertThat(issue.message() + issue.messageZh()).doesNotContain("张伟", "13800138000", "{");
  }

  /** What no definition can rule: an id, and the URL of an extension, are values of FHIRPath. */
  @Test
  void anExtensionBesideAnIdOrAUrlIsRefused() {
    ObjectNode extras = Examples.read("atr-administration");
    extras.putObject("_id").putArray("extension").addObject().put("url", "http://x.org/name");
    ((ObjectNode) extras.at("/_id/extension/0")).put("valueString", "Zhang San");
    assertThat(Judgement.RECORDS.validate(extras))
        .extracting(Issue::code)
        .containsOnly(IssueCode.UNKNOWN_ELEMENT.code());
    ObjectNode url = Examples.read("atr-administration");
    ((ObjectNode) url.at("/extension/0")).set("_url", extras.get("_id"));
    assertThat(Judgement.RECORDS.validate(url))
        .extracting(Issue::code)
        .contains(IssueCode.UNKNOWN_ELEMENT.code());
  }

  @Test
  void anElementWithoutANameOfFhirIsToldOfAtItsParent() {
    Violation violation =
        new Violation(
            Kind.UNKNOWN_ELEMENT,
            true,
            "Patient.identifier[0].ZhangSan19630330",
            Profile.PATIENT.url(),
            "ZhangSan19630330",
            "",
            "");
    Issue issue = ViolationWording.beside(List.of(), "atr-patient", List.of(violation)).get(0);
    assertThat(issue.expression()).isEqualTo("Patient.identifier[0]");
    assertThat(issue.message()).contains("identifier[0] has an element that the profile does not");
    assertThat(issue.messageZh()).contains("identifier[0] 含有规范未列出的元素");
    assertThat(issue.message() + issue.messageZh()).doesNotContain("Zhang");
  }

  @Test
  void whatARecordGaveIsRepeatedOnlyIfItIsAKnownWord() {
    ObjectNode lab = Examples.read("atr-lab");
    ((ObjectNode) lab.at("/code/coding/0")).put("code", "ZhangSan19630330").remove("display");
    ((ObjectNode) lab.path("valueQuantity")).put("code", "ZhangSan").put("unit", "ZhangSan");
    lab.put("status", "110105196303301234").put("ZhangSan19630330", "x").put("张三", "x");
    lab.put("resourceType", "Observation");
    List<Issue> issues = Judgement.RECORDS.validate(lab);
    assertThat(issues)
        .extracting(Issue::expression)
        .contains(
            "Observation",
            "Observation.status",
            "Observation.valueQuantity.code",
            "Observation.code.coding[0]");
    assertThat(issues.toString())
        .contains("a text of 16 characters", "一段 16 个字符的文字", "a text of 8 characters")
        .doesNotContain("Zhang", "19630330", "张三");
    ObjectNode stranger = Examples.read("atr-lab").put("resourceType", "ZhangSan19630330");
    ((ObjectNode) stranger.path("meta")).putArray("profile").add("http://x/ZhangSan");
    assertThat(Judgement.RECORDS.validate(stranger).toString()).doesNotContain("Zhang");
  }

  @Test
  void theRulesHeldBesideTheDefinitionsAreThoseItCannotSay() throws IOException {
    Set<String> silent = new TreeSet<>();
    try (InputStream in = RecordValidator.class.getResourceAsStream(RULES)) {
      new YAMLMapper()
          .readTree(in)
          .properties()
          .forEach(
              rule -> {
                if (rule.getValue().has("why")) {
                  silent.add(rule.getKey());
                }
              });
    }
    silent.removeAll(OF_ELEMENTS);
    assertThat(silent).isEqualTo(new TreeSet<>(Invariants.BEYOND_DEFINITIONS));
  }

  @Test
  void withoutTheDefinitionOfAProfileThereIsNoValidator() {
    Definitions r4 = Definitions.r4();
    assertThatThrownBy(() -> new RecordValidator(r4, Examples.CLOCK))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("FP-DEF-001");
  }
}
