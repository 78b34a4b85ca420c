package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.AdministrationFact;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.ToxicityFact;
import org.therafed.profiles.publish.module.ModuleBundle;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.RecordValidator;

/**
 * What a module brings (a product, laboratory tests, an endpoint) is taken by the published
 * definitions, by HAPI's validator over them and by the registry's, and projected, once the module
 * is known; without the module each is a named issue at its element.
 */
class OwnTherapyTest {
  private static final String PRODUCT = "invented-glioma.161Tb-INV-1";
  private static final String TEST = "invented-glioma.soluble-target";
  private static final ModuleCatalog MODULES =
      ModuleCatalog.standard().and(ModuleCatalog.ofFiles(Map.of("glioma.yaml", yaml())));
  private static final RecordValidator KNOWING =
      new RecordValidator(Publication.definitions(), Examples.CLOCK, () -> MODULES);
  private static final FactProjection PROJECTION =
      new FactProjection(ProfileTable.standard(), MODULES);

  private static String yaml() {
    try (InputStream in =
        OwnTherapyTest.class.getResourceAsStream("/module/invented-glioma.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode coding(String system, String code) {
    return ((ObjectNode) Examples.json("{}")).put("system", system).put("code", code);
  }

  private static ObjectNode administration(ObjectNode... codings) {
    ObjectNode given = Examples.read("atr-administration");
    ObjectNode product = (ObjectNode) given.at("/extension/0/valueCodeableConcept");
    product.remove("text");
    product.putArray("coding").addAll(List.of(codings));
    ObjectNode nuclide = (ObjectNode) given.at("/extension/1/valueCodeableConcept");
    nuclide.remove("text");
    nuclide.putArray("coding").add(coding(Systems.RADIONUCLIDE, "Tb-161"));
    return given;
  }

  private static ObjectNode medication() {
    ObjectNode medication = Examples.read("atr-product");
    ObjectNode code = medication.putObject("code");
    code.putArray("coding").add(coding(Systems.MODULE_PRODUCT, PRODUCT));
    for (JsonNode extension : medication.path("extension")) {
      if (extension.path("url").asText().endsWith("/radionuclide")) {
        ((ObjectNode) extension.path("valueCodeableConcept"))
            .putArray("coding")
            .add(coding(Systems.RADIONUCLIDE, "Tb-161"));
      }
    }
    return medication;
  }

  private static ObjectNode lab(String system, String code, String value, String unit) {
    ObjectNode lab = Examples.read("atr-lab");
    lab.putObject("code").putArray("coding").add(coding(system, code));
    lab.remove(List.of("referenceRange", "interpretation"));
    ObjectNode quantity = (ObjectNode) lab.path("valueQuantity");
    quantity.put("value", new java.math.BigDecimal(value)).put("code", unit).remove("unit");
    if (Ucum.isKnown(unit)) {
      quantity.put("unit", unit);
    }
    return lab;
  }

  private static ObjectNode endpoint() {
    ObjectNode endpoint = Examples.read("atr-endpoint");
    endpoint
        .putObject("code")
        .putArray("coding")
        .add(coding(Systems.MODULE_ENDPOINT, "invented-glioma.target-fall"));
    return endpoint;
  }

  private static void assertTaken(ObjectNode resource) {
    assertThat(KNOWING.validate(resource)).isEmpty();
    assertThat(PublicationTest.errors(resource)).isEmpty();
    assertThat(PublishedPackage.HAPI.errors(resource)).isEmpty();
  }

  private static void assertRefused(
      RecordValidator by, ObjectNode resource, String rule, String at) {
    assertThat(by.validate(resource))
        .anySatisfy(
            issue -> {
              assertThat(issue.message()).contains(rule);
              assertThat(issue.expression()).isEqualTo(at);
            });
  }

  @Test
  void productIsTakenWhereItsModuleIsKnownAndNowhereElse() {
    ObjectNode given = administration(coding(Systems.MODULE_PRODUCT, PRODUCT));
    String at = "MedicationAdministration.extension[0].valueCodeableConcept.coding[0].code";
    assertTaken(given);
    assertRefused(Judgement.RECORDS, given, "product-known", at);
    assertTaken(medication());
    assertRefused(
        Judgement.RECORDS, medication(), "product-known", "Medication.code.coding[0].code");
  }

  @Test
  void standardCodeThatTheModuleNamesSaysTheProduct() {
    ObjectNode given = administration(coding(Systems.NCIT, "C990001"));
    assertTaken(given);
    assertThat(PROJECTION.project(given))
        .singleElement()
        .isInstanceOfSatisfying(
            AdministrationFact.class, fact -> assertThat(fact.product()).isEqualTo(PRODUCT));
    assertRefused(
        Judgement.RECORDS,
        given,
        "product-known",
        "MedicationAdministration.extension[0].valueCodeableConcept.coding[0].code");
    assertTaken(
        administration(coding(Systems.MODULE_PRODUCT, PRODUCT), coding(Systems.NCIT, "C990001")));
  }

  @Test
  void codesOfTwoProductsAreNotOne() {
    assertRefused(
        KNOWING,
        administration(
            coding(Systems.MODULE_PRODUCT, PRODUCT), coding(Systems.PRODUCT, "161Tb-PSMA-IT")),
        "names another product",
        "MedicationAdministration.extension[0].valueCodeableConcept.coding[1]");
  }

  @Test
  void nuclideKindAndDoseAreThoseOfTheModule() {
    ObjectNode lutetium = administration(coding(Systems.MODULE_PRODUCT, PRODUCT));
    ((ObjectNode) lutetium.at("/extension/1/valueCodeableConcept"))
        .putArray("coding")
        .add(coding(Systems.SNOMED, "447553000"));
    assertRefused(
        KNOWING, lutetium, "product-as-listed", "MedicationAdministration.extension[radionuclide]");
    ObjectNode diagnostic =
        administration(coding(Systems.MODULE_PRODUCT, "invented-glioma.64Cu-INV-1"));
    assertRefused(
        KNOWING,
        diagnostic,
        "product-as-listed",
        "MedicationAdministration.extension[radionuclide]");
  }

  @ParameterizedTest
  @CsvSource({
    "http://loinc.org,6875-9,31,U/mL",
    "https://therafed.org/fhir/CodeSystem/module-test,invented-glioma.soluble-target,0.4,ug/L",
  })
  void laboratoryTestIsTakenInItsUnitAndBounds(
      String system, String code, String value, String unit) {
    ObjectNode lab = lab(system, code, value, unit);
    assertTaken(lab);
    assertRefused(Judgement.RECORDS, lab, "lab-known", "Observation.code.coding[0].code");
    assertRefused(
        KNOWING, lab(system, code, value, "mmol/L"), "lab-known", "Observation.valueQuantity.code");
    assertRefused(
        KNOWING,
        lab(system, code, "9000000", unit),
        "lab-known",
        "Observation.valueQuantity.value");
    assertThat(PROJECTION.project(lab))
        .singleElement()
        .isInstanceOfSatisfying(
            BiomarkerFact.class,
            fact -> {
              assertThat(fact.loinc()).isEqualTo(code);
              assertThat(fact.value()).isEqualByComparingTo(value);
            });
    assertThatThrownBy(() -> new FactProjection(ProfileTable.standard()).project(lab))
        .hasMessageContaining("FP-PROJ-001");
  }

  @Test
  void nuclideOfTheModuleIsTakenAndDecays() {
    ObjectNode given = administration(coding(Systems.MODULE_PRODUCT, "invented-glioma.47Sc-INV-1"));
    ObjectNode nuclide = (ObjectNode) given.at("/extension/1/valueCodeableConcept");
    nuclide.putArray("coding").add(coding(Systems.MODULE_NUCLIDE, "invented-glioma.Sc-47"));
    // The example's activities are those of another half-life; one instant leaves no decay.
    String at = given.path("effectiveDateTime").asText();
    ObjectNode record = (ObjectNode) given.at("/extension/2");
    record.putArray("extension");
    for (String part : List.of("measured-before", "net-administered")) {
      ObjectNode activity = record.withArray("extension").addObject().put("url", part);
      activity
          .putObject("valueQuantity")
          .put("value", 5000)
          .put("unit", "MBq")
          .put("system", Systems.UCUM)
          .put("code", "MBq");
      record.withArray("extension").addObject().put("url", part + "-time").put("valueDateTime", at);
    }
    ((ObjectNode) given.at("/dosage/dose"))
        .put("value", 5000)
        .put("unit", "MBq")
        .put("code", "MBq");
    assertTaken(given);
    assertThat(PROJECTION.project(given))
        .singleElement()
        .isInstanceOfSatisfying(
            AdministrationFact.class,
            fact -> assertThat(fact.radionuclide()).isEqualTo("invented-glioma.Sc-47"));
    assertRefused(
        Judgement.RECORDS,
        given,
        "nuclide-known",
        "MedicationAdministration.extension[radionuclide]");
    // Half of it is left after one half-life; the record still says all of it.
    ((ObjectNode) record.path("extension").path(1)).put("valueDateTime", earlier(at, 289_370));
    assertRefused(
        KNOWING,
        given,
        "differs by more than 2 %",
        "MedicationAdministration.extension[activity-record].extension[net-administered]");
    given.remove("partOf");
    assertRefused(KNOWING, given, "nuclide-known", "MedicationAdministration.partOf");
  }

  private static String earlier(String at, long seconds) {
    return OffsetDateTime.parse(at).minusSeconds(seconds).toString();
  }

  @Test
  void kindOfTheModuleIsRecordedAsAnother() {
    ObjectNode medication = medication();
    medication
        .putObject("code")
        .putArray("coding")
        .add(coding(Systems.MODULE_PRODUCT, "invented-glioma.virus-1"));
    ArrayNode extensions = medication.putArray("extension");
    extensions.addObject().put("url", ExtensionUrls.PRODUCT_KIND).put("valueCode", "other");
    assertTaken(medication);
    ((ObjectNode) extensions.path(0)).put("valueCode", "adc");
    assertRefused(
        KNOWING, medication, "which is other", "Medication.extension[product-kind].valueCode");
  }

  @Test
  void testOfTheModuleTakesAnyUnitOfItsDimensionAndOneOfTheLibraryItsOwnAlone() {
    assertTaken(lab(Systems.MODULE_TEST, TEST, "0.4", "fg/pL"));
    assertThat(PROJECTION.project(lab(Systems.MODULE_TEST, TEST, "400", "pg/cm3")))
        .singleElement()
        .isInstanceOfSatisfying(
            BiomarkerFact.class, fact -> assertThat(fact.value()).isEqualByComparingTo("0.4"));
    for (String unit : List.of("{Zhang Wei}/mL", "mCi", "fmol/L", "furlongs")) {
      assertThat(KNOWING.validate(lab(Systems.MODULE_TEST, TEST, "1", unit)))
          .as(unit)
          .isNotEmpty()
          .noneMatch(issue -> issue.message().contains("Zhang"));
    }
    assertThat(KNOWING.validate(lab(Systems.LOINC, "2857-1", "1", "fg/pL"))).isNotEmpty();
  }

  @Test
  void endpointIsTakenWhereItsModuleIsKnown() {
    assertTaken(endpoint());
    assertRefused(Judgement.RECORDS, endpoint(), "endpoint-known", "Observation.code");
  }

  private static ObjectNode event(String scale, int grade, ObjectNode... codings) {
    ObjectNode event = Examples.read("atr-adverse-event");
    event.putObject("event").putArray("coding").addAll(List.of(codings));
    ((ObjectNode) event.at("/extension/1")).put("valueCode", scale);
    ((ObjectNode) event.at("/extension/0/valueCodeableConcept"))
        .putArray("coding")
        .add(coding(Systems.CTCAE_GRADE, Integer.toString(grade)));
    return event;
  }

  @Test
  void eventIsTakenByItsOwnGradesWhereItsModuleIsKnown() {
    ObjectNode own = coding(Systems.MODULE_EVENT, "invented-glioma.xerostomia");
    ObjectNode snomed = coding(Systems.SNOMED, "87715008");
    for (ObjectNode event :
        List.of(
            event("of-term", 2, own),
            event("of-term", 2, own, snomed),
            event("of-term", 2, snomed))) {
      assertTaken(event);
      assertThat(PROJECTION.project(event))
          .singleElement()
          .isInstanceOfSatisfying(
              ToxicityFact.class,
              fact -> {
                assertThat(fact.termCode()).isEqualTo("invented-glioma.xerostomia");
                assertThat(fact.term()).isEqualTo("Dry mouth by salivary flow");
                assertThat(fact.grade()).isEqualTo(2);
                assertThat(fact.scale()).isEqualTo("of-term");
              });
    }
    assertRefused(
        Judgement.RECORDS,
        event("of-term", 2, own),
        "event-known",
        "AdverseEvent.event.coding[0].code");
    assertRefused(
        KNOWING,
        event("of-term", 3, own),
        "defines for the term only 1, 2",
        "AdverseEvent.extension[ae-grade].valueCodeableConcept");
    assertRefused(
        KNOWING,
        event("CTCAE-5.0", 2, own),
        "which has the scale of-term",
        "AdverseEvent.extension[grading-scale].valueCode");
    assertRefused(
        KNOWING,
        event("of-term", 2, coding(Systems.NCIT, "C143283")),
        "which has the scale CTCAE-5.0",
        "AdverseEvent.extension[grading-scale].valueCode");
    assertRefused(
        KNOWING,
        event("of-term", 2, own, coding(Systems.OTHER_EVENT, "ICAHT-early")),
        "names another event",
        "AdverseEvent.event.coding[1]");
  }

  @Test
  void eventsThatShipAreGradedByTheirScale() {
    ObjectNode early = coding(Systems.OTHER_EVENT, "ICAHT-early");
    assertTaken(event("of-term", 4, early));
    assertRefused(
        Judgement.RECORDS,
        event("of-term", 5, early),
        "defines for the term only 1, 2, 3, 4",
        "AdverseEvent.extension[ae-grade].valueCodeableConcept");
    assertTaken(event("ASTCT-ICANS", 3, coding(Systems.OTHER_EVENT, "ICANS")));
    assertTaken(event("CTCAE-5.0", 3, coding(Systems.OTHER_EVENT, "graft-versus-host")));
  }

  private static ObjectNode response(ObjectNode criterion, ObjectNode category) {
    ObjectNode response = Examples.read("atr-response");
    response.putObject("code").putArray("coding").add(criterion);
    response.putObject("method").putArray("coding").add(criterion.deepCopy());
    response.putObject("valueCodeableConcept").putArray("coding").add(category);
    response.remove("component");
    return response;
  }

  @Test
  void criterionIsTakenWithItsCategoriesWhereItsModuleIsKnown() {
    ObjectNode own = coding(Systems.MODULE_RESPONSE, "invented-glioma.MIR");
    ObjectNode worse = response(own, coding(Systems.MODULE_RESPONSE, "invented-glioma.MIR-hotter"));
    assertTaken(worse);
    assertThat(PROJECTION.project(worse))
        .singleElement()
        .isInstanceOfSatisfying(
            ResponseFact.class,
            fact -> {
              assertThat(fact.criterion()).isEqualTo("invented-glioma.MIR");
              assertThat(fact.category()).isEqualTo("PD");
            });
    assertRefused(Judgement.RECORDS, worse, "criterion-known", "Observation.code.coding[0].code");
    assertRefused(
        KNOWING,
        response(own, coding(Systems.RESPONSE, "CR")),
        "criterion-known",
        "Observation.valueCodeableConcept");
    assertRefused(
        KNOWING,
        response(
            coding(Systems.DCM, "126081"),
            coding(Systems.MODULE_RESPONSE, "invented-glioma.MIR-cold")),
        "category-of-criterion",
        "Observation.valueCodeableConcept");
  }

  @Test
  void refusalRepeatsNoCodeThatIsNotKnown() {
    ObjectNode given = administration(coding(Systems.MODULE_PRODUCT, "zhang.Wei-19630330"));
    assertThat(Judgement.RECORDS.validate(given))
        .isNotEmpty()
        .extracting(Issue::message)
        .noneMatch(message -> message.contains("Wei"));
  }

  @Test
  void moduleIsPublishedWithWhatItBrings() {
    ObjectNode bundle = ModuleBundle.of(MODULES.find("invented-glioma").orElseThrow());
    StructureValidator r4 = new StructureValidator(Definitions.r4());
    assertThat(r4.validate(bundle)).isEmpty();
    for (JsonNode entry : bundle.path("entry")) {
      assertThat(r4.validate(entry.path("resource"))).as(entry.path("fullUrl").asText()).isEmpty();
    }
    JsonNode activity = resource(bundle, "ActivityDefinition", "invented-glioma-dose-1");
    assertThat(activity.at("/productCodeableConcept/coding").findValuesAsText("code"))
        .contains(PRODUCT, "C990001");
    assertThat(activity.at("/dosage/0/route/coding/0/code").asText()).isEqualTo("47625008");
    JsonNode products = resource(bundle, "ValueSet", "invented-glioma-product");
    assertThat(products.at("/compose/include").findValuesAsText("code"))
        .containsExactlyInAnyOrder(
            PRODUCT,
            "invented-glioma.47Sc-INV-1",
            "invented-glioma.virus-1",
            "invented-glioma.64Cu-INV-1",
            "C990001");
    assertThat(products.toString()).contains("铽[161Tb]-INV-1");
    assertThat(resource(bundle, "Questionnaire", "invented-glioma").toString())
        .contains(PRODUCT, "铽[161Tb]-INV-1", "可溶性靶点", "口干（按唾液流率）");
    assertThat(resource(bundle, "ValueSet", "invented-glioma-response-criterion").toString())
        .contains("虚构的代谢缓解", "Responses: cold. Source: invented for the tests");
    assertThat(
            resource(bundle, "ValueSet", "invented-glioma-response-category")
                .at("/compose/include/0/concept")
                .findValuesAsText("code"))
        .containsExactly(
            "invented-glioma.MIR-cold", "invented-glioma.MIR-warm", "invented-glioma.MIR-hotter");
    assertThat(resource(bundle, "ValueSet", "invented-glioma-ae-of-interest").toString())
        .contains("口干（按唾液流率）", "2: Flow of less than half. Source: invented for the tests");
    JsonNode nuclides = resource(bundle, "ValueSet", "invented-glioma-radionuclide");
    assertThat(nuclides.at("/compose/include/0/system").asText()).isEqualTo(Systems.MODULE_NUCLIDE);
    assertThat(nuclides.toString())
        .contains("invented-glioma.Sc-47", "Half-life: 289370 s; therapy. Source: NuDat, 3.3492 d");
    assertThat(resource(bundle, "ValueSet", "invented-glioma-product-kind").toString())
        .contains("invented-glioma.oncolytic-virus", "溶瘤病毒", "Dosed in: 10*6");
    assertThat(
            resource(bundle, "ObservationDefinition", "invented-glioma-target")
                .at("/code/coding/0")
                .toString())
        .contains(Systems.MODULE_TEST, TEST);
    assertThat(
            resource(bundle, "Measure", "invented-glioma-target-fall")
                .at("/group/0/code/coding/0/system")
                .asText())
        .isEqualTo(Systems.MODULE_ENDPOINT);
  }

  private static JsonNode resource(ObjectNode bundle, String type, String id) {
    for (JsonNode entry : bundle.path("entry")) {
      JsonNode resource = entry.path("resource");
      if (resource.path("resourceType").asText().equals(type)
          && resource.path("id").asText().equals(id)) {
        return resource;
      }
    }
    throw new AssertionError(type + "/" + id + " is not there");
  }
}
