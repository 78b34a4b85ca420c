package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Systems;

/** The rules over several elements, by the name under which the tables call them. */
final class Invariants {
  /** The rules that FHIRPath cannot say, or not the whole of them ({@code why} in rules.yaml). */
  static final Set<String> BEYOND_DEFINITIONS =
      Set.of(
          "module-known",
          "companion-known",
          "product-known",
          "lab-known",
          "endpoint-known",
          "ae-window-known",
          "activity-balance",
          "activity-has-record",
          "activity-near-administration",
          "product-as-listed",
          "dose-of-product-kind",
          "event-known",
          "nuclide-known",
          "criterion-known",
          "grade-of-term",
          "imaging-counts",
          "price-year-not-ahead");

  private Invariants() {}

  static Map<String, Invariant> all(Supplier<ModuleCatalog> modules, Clock clock) {
    Map<String, Invariant> all = new HashMap<>();
    all.put("pseudonym-is-id", Invariants::pseudonymIsId);
    all.put("age-90-plus-without-birth-date", Invariants::aged);
    all.put("period-order", Invariants::periodOrder);
    all.put("performed-start", (r, f) -> start(r, f, "performedPeriod", "performed-start"));
    all.put("effective-start", (r, f) -> start(r, f, "effectivePeriod", "effective-start"));
    all.put("occurrence-start", (r, f) -> start(r, f, "occurrencePeriod", "occurrence-start"));
    all.put("module-known", (r, f) -> moduleKnown(r, f, modules.get()));
    all.put("activity-balance", (r, f) -> ActivityInvariants.balance(r, f, modules.get()));
    all.put(
        "activity-has-record", (r, f) -> AdministrationInvariants.hasRecord(r, f, modules.get()));
    all.put(
        "activity-near-administration",
        (r, f) -> AdministrationInvariants.nearAdministration(r, f, modules.get()));
    all.put("product-known", (r, f) -> ProductInvariants.known(r, f, modules.get()));
    all.put("product-as-listed", (r, f) -> ProductInvariants.asListed(r, f, modules.get()));
    all.put("dose-of-product-kind", (r, f) -> ProductInvariants.doseOfKind(r, f, modules.get()));
    all.put("event-known", (r, f) -> AdverseEventInvariants.known(r, f, modules.get()));
    all.put("grade-of-term", (r, f) -> AdverseEventInvariants.gradeOfTerm(r, f, modules.get()));
    all.put("nuclide-known", (r, f) -> ActivityInvariants.known(r, f, modules.get()));
    all.put("therapy-in-cycle", (r, f) -> ActivityInvariants.therapyInCycle(r, f, modules.get()));
    all.put(
        "radioligand-has-nuclide",
        (r, f) -> ActivityInvariants.radioligandHasNuclide(r, f, modules.get()));
    all.put("billable-start", (r, f) -> start(r, f, "billablePeriod", "billable-start"));
    all.put("companion-known", (r, f) -> CompanionInvariants.known(r, f, modules.get()));
    all.put("cause-of-the-dead", Invariants::causeOfTheDead);
    all.put("cells-of-their-source", CellInvariants::ofTheirSource);
    all.put("cell-chain", CellInvariants::chain);
    all.put("imaging-counts", Invariants::imagingCounts);
    all.put("category-needs-our-system", ResponseInvariants::category);
    all.put("one-criterion", ResponseInvariants::oneCriterion);
    all.put("category-of-criterion", ResponseInvariants::ofCriterion);
    all.put("criterion-known", (r, f) -> ResponseInvariants.known(r, f, modules.get()));
    all.put("one-code-per-system", CodingInvariants::ofObservation);
    all.put("one-act-per-system", CodingInvariants::ofAct);
    all.put("charge-has-component", CodingInvariants::component);
    all.put("one-event-per-system", CodingInvariants::ofEvent);
    all.put("one-nuclide", CodingInvariants::oneNuclide);
    all.put("one-grade", AdverseEventInvariants::oneGrade);
    all.put("scale-of-term", AdverseEventInvariants::scaleOfTerm);
    all.put("measurement-unit", MeasurementInvariants::fits);
    all.put("lab-known", (r, f) -> LabInvariants.known(r, f, modules.get()));
    all.put("lab-unit", LabInvariants::unit);
    all.put("eq5d-levels", QualityOfLifeInvariants::levels);
    all.put("eq5d-value-set", QualityOfLifeInvariants::valueSet);
    all.put("eq5d-says-something", QualityOfLifeInvariants::saysSomething);
    all.put("endpoint-known", (r, f) -> endpointKnown(r, f, modules.get()));
    all.put("grade-local-code", AdverseEventInvariants::localGrade);
    all.put("ae-end-after-onset", AdverseEventInvariants::endAfterOnset);
    all.put("ae-window-known", (r, f) -> AdverseEventInvariants.windowKnown(r, f, modules.get()));
    all.put("price-year-not-ahead", (r, f) -> priceYear(r, f, clock));
    return all;
  }

  /** The extension of a URL; missing if there is none. */
  static JsonNode extension(JsonNode element, String url) {
    return StreamSupport.stream(element.path("extension").spliterator(), false)
        .filter(item -> url.equals(item.path("url").textValue()))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static String type(JsonNode resource) {
    return resource.path("resourceType").asText();
  }

  private static void pseudonymIsId(JsonNode patient, Findings findings) {
    int pseudonyms = 0;
    boolean same = true;
    for (JsonNode identifier : patient.path("identifier")) {
      if (Canonical.PSEUDONYM.equals(identifier.path("system").textValue())) {
        pseudonyms++;
        same &= patient.path("id").equals(identifier.path("value"));
      }
    }
    if (pseudonyms != 1 || !same) {
      findings.invariant(
          "pseudonym-is-id",
          type(patient),
          "identifier",
          "does not hold exactly one pseudonym that equals the id",
          "须恰有一个假名且等于 id");
    }
  }

  private static void aged(JsonNode patient, Findings findings) {
    JsonNode aged = extension(patient, ExtensionUrls.AGE_90_PLUS);
    if (aged.path("valueBoolean").asBoolean(false) && patient.has("birthDate")) {
      findings.invariant(
          "age-90-plus-without-birth-date",
          "Patient",
          "birthDate",
          "is given for a person aged 90 or more",
          "90 岁及以上不得给出出生年份");
    }
  }

  private static void periodOrder(JsonNode resource, Findings findings) {
    for (Map.Entry<String, JsonNode> field : resource.properties()) {
      order(resource, field.getKey(), field.getValue(), findings);
      if (field.getKey().equals("provision")) {
        order(resource, "provision.period", field.getValue().path("period"), findings);
      }
    }
  }

  private static void order(JsonNode resource, String element, JsonNode period, Findings findings) {
    Optional<FhirTime> start = FhirTime.parse(period.path("start").textValue());
    Optional<FhirTime> end = FhirTime.parse(period.path("end").textValue());
    if (start.isPresent() && end.isPresent() && before(end.get(), start.get())) {
      findings.invariant(
          "period-order", type(resource), element, "ends before it starts", "结束不得早于开始");
    }
  }

  /** Whether a is surely before b, given what is known of both. */
  static boolean before(FhirTime a, FhirTime b) {
    if (a.at() != null && b.at() != null) {
      return a.at().isBefore(b.at());
    }
    return a.length() == 10 && b.length() == 10 && a.date().isBefore(b.date());
  }

  private static void start(JsonNode resource, Findings findings, String element, String rule) {
    JsonNode period = resource.path(element);
    if (period.isObject() && !period.has("start")) {
      findings.invariant(rule, type(resource), element, "has no start", "时间段须有开始时间");
    }
  }

  private static void moduleKnown(JsonNode resource, Findings findings, ModuleCatalog modules) {
    String canonical = extension(resource, ExtensionUrls.MODULE).path("valueCanonical").asText();
    if (modules.find(Canonical.moduleId(canonical)).isEmpty()) {
      findings.invariant(
          "module-known",
          type(resource),
          "extension[module].valueCanonical",
          "names a therapy module that is not known",
          "治疗模块未知");
    }
  }

  private static void imagingCounts(JsonNode study, Findings findings) {
    int instances = 0;
    for (JsonNode series : study.path("series")) {
      instances += series.path("numberOfInstances").asInt(0);
      if (series.has("instance")
          && series.has("numberOfInstances")
          && series.path("instance").size() > series.path("numberOfInstances").asInt()) {
        findings.invariant(
            "imaging-counts",
            "ImagingStudy",
            "series.numberOfInstances",
            "is less than the instances listed",
            "系列实例数少于列出的实例");
      }
    }
    if (study.path("series").size() > study.path("numberOfSeries").asInt()) {
      findings.invariant(
          "imaging-counts",
          "ImagingStudy",
          "numberOfSeries",
          "is less than the series listed",
          "检查的系列数少于列出的系列");
    }
    if (instances > study.path("numberOfInstances").asInt()) {
      findings.invariant(
          "imaging-counts",
          "ImagingStudy",
          "numberOfInstances",
          "is less than the instances of the series",
          "检查的实例数少于各系列实例之和");
    }
  }

  /** The code of a system in a concept. */
  static Optional<String> code(JsonNode concept, String system) {
    for (JsonNode coding : concept.path("coding")) {
      if (system.equals(coding.path("system").textValue())) {
        return Optional.ofNullable(coding.path("code").textValue());
      }
    }
    return Optional.empty();
  }

  private static void endpointKnown(JsonNode endpoint, Findings findings, ModuleCatalog modules) {
    Optional<String> own = code(endpoint.path("code"), Systems.MODULE_ENDPOINT);
    if (own.isPresent() && !modules.bringsEndpoint(own.get())) {
      findings.invariant(
          "endpoint-known",
          "Observation",
          "code",
          "names an endpoint of no therapy module that is known",
          "终点代码不属于已知治疗模块");
    }
  }

  private static void causeOfTheDead(JsonNode status, Findings findings) {
    boolean dead =
        code(status.path("valueCodeableConcept"), Systems.SNOMED)
            .filter("419099009"::equals)
            .isPresent();
    if (!dead && !extension(status, ExtensionUrls.CAUSE_OF_DEATH).isMissingNode()) {
      findings.invariant(
          "cause-of-the-dead",
          "Observation",
          "extension[cause-of-death]",
          "is given though the person is not dead",
          "仅死亡有死因");
    }
  }

  private static void priceYear(JsonNode charge, Findings findings, Clock clock) {
    int year = extension(charge, ExtensionUrls.PRICE_YEAR).path("valueInteger").asInt();
    // The price year is true time: it never lies ahead, but for time zones at the turn of a year.
    if (year > LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusDays(1).getYear()) {
      findings.invariant(
          "price-year-not-ahead",
          "ChargeItem",
          "extension[price-year].valueInteger",
          "lies in the future",
          "价格年份不得在未来");
    }
  }
}
