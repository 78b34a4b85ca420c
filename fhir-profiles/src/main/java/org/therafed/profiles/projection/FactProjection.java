package org.therafed.profiles.projection;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.BoundedNumbers;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileDefinition;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.LabTest;
import org.therafed.profiles.terminology.Systems;

/**
 * One version of one resource to facts. A pure function: the same resource gives the same facts at
 * a gateway and at the registry. What was taken back gives none ({@link Profile#isTakenBack}), nor
 * do profiles that no question reads (consent, product, plan, indication, endpoint).
 */
public final class FactProjection {
  /** DICOM's equivalent dose and minimum absorbed dose. */
  private static final Set<String> NO_DOSE_OF_AN_ORGAN = Set.of("128512", "128532");

  private static final String RADIOPHARMACEUTICAL = "440252007";

  private final ProfileTable table;
  private final ModuleCatalog modules;

  /** A projection of the given profiles, over the modules that ship with the library. */
  public FactProjection(ProfileTable table) {
    this(table, ModuleCatalog.standard());
  }

  /**
   * A projection of the given profiles.
   *
   * @param modules those that are known, for products and laboratory tests
   */
  public FactProjection(ProfileTable table, ModuleCatalog modules) {
    this.table = table;
    this.modules = modules;
  }

  /**
   * Projects a resource that the validator accepts.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-001 or FP-PROJ-002 if it would not,
   *     FP-PROJ-005 if it has a number that nothing may calculate with
   */
  public List<Fact> project(JsonNode resource) {
    Profile profile = profile(resource);
    if (profile.isTakenBack(status(resource))) {
      return List.of();
    }
    List<String> beyond = BoundedNumbers.beyond(resource);
    if (!beyond.isEmpty()) {
      throw ProjectionCode.NUMBER.with(
          safe("profile", profile.id()), safe("element", beyond.get(0)));
    }
    ResourceReader r = new ResourceReader(profile, resource);
    return switch (profile) {
      case PATIENT -> List.of(patient(r));
      case TREATMENT_COURSE -> List.of(course(r));
      case TREATMENT_CYCLE -> List.of(cycle(r));
      case DECISION -> List.of(decision(r));
      case ADMINISTRATION -> AdministrationProjection.administration(r, modules);
      case RESPONSE -> List.of(OutcomeProjection.response(r, modules));
      case VITAL_STATUS -> survival(r);
      case ADVERSE_EVENT -> OutcomeProjection.adverseEvent(r, modules);
      case LAB -> biomarker(r);
      case ABSORBED_DOSE -> dose(r);
      case COST -> List.of(cost(r));
      case IMAGING_STUDY -> List.of(imaging(r));
      case LESION -> LesionProjection.lesion(r);
      case IMAGING_MEASUREMENT -> LesionProjection.measurement(r);
      case CELL_PRODUCT -> List.of(CellProjection.product(r));
      case COMPANION -> CompanionProjection.companion(r);
      case SETTLEMENT -> SettlementProjection.settlement(r);
      case COVERAGE -> PayerProjection.coverage(r);
      case QUALITY_OF_LIFE -> PayerProjection.qualityOfLife(r);
      case PROCEDURE -> ProcedureProjection.procedure(r);
      case INDICATION,
          TREATMENT_PLAN,
          PRODUCT,
          ENDPOINT,
          CONSENT,
          QUESTIONNAIRE_RESPONSE,
          EXTERNAL_BEAM ->
          List.of();
    };
  }

  private static String status(JsonNode resource) {
    for (JsonNode modifier : resource.path("modifierExtension")) {
      if (Canonical.ADVERSE_EVENT_STATUS.equals(modifier.path("url").textValue())) {
        return modifier.path("valueCode").textValue();
      }
    }
    return resource.path("status").textValue();
  }

  private Profile profile(JsonNode resource) {
    for (JsonNode url : resource.path("meta").path("profile")) {
      Optional<ProfileDefinition> found = table.byUrl(url.textValue());
      if (found.isPresent()) {
        return found.get().profile();
      }
    }
    throw ProjectionCode.NOT_PROFILED.with();
  }

  private static Fact patient(ResourceReader r) {
    boolean aged = r.extension(ExtensionUrls.AGE_90_PLUS).path("valueBoolean").asBoolean(false);
    LocalDate birth = ResourceReader.date(r.at("birthDate"));
    return new PatientFact(
        r.id(),
        r.required("gender", r.at("gender").textValue()),
        birth == null || aged ? null : birth.getYear(),
        aged,
        r.at("address").path(0).path("state").textValue());
  }

  private static String module(ResourceReader r) {
    return Canonical.moduleId(canonical(r));
  }

  private static String canonical(ResourceReader r) {
    String canonical = r.extension(ExtensionUrls.MODULE).path("valueCanonical").textValue();
    return r.required("extension[module]", canonical);
  }

  private static Fact course(ResourceReader r) {
    String local = ResourceReader.code(r.at("code"), Systems.MODALITY);
    boolean radiopharmaceutical =
        RADIOPHARMACEUTICAL.equals(ResourceReader.code(r.at("code"), Systems.SNOMED));
    String modality = local == null && radiopharmaceutical ? "radioligand" : local;
    LocalDate end = ResourceReader.date(r.at("performedPeriod").path("end"));
    return new CourseFact(
        r.id(),
        r.patient(),
        module(r),
        "standard-care".equals(modality) ? "standard-care" : "treated",
        r.required("code", modality),
        r.required("performed", r.day("performed")),
        r.precision("performed"),
        end,
        ResourceReader.integer(r.extension(ExtensionUrls.LINE_OF_THERAPY).path("valuePositiveInt")),
        r.status(),
        r.extension(ExtensionUrls.INDEX_QUARTER).path("valueString").textValue(),
        Canonical.moduleVersion(canonical(r)).orElse(null));
  }

  private static Fact cycle(ResourceReader r) {
    return new CycleFact(
        r.id(),
        r.required("partOf", r.firstReferenced("partOf", "Procedure")),
        r.patient(),
        r.required(
            "extension[cycle-number]",
            ResourceReader.integer(
                r.extension(ExtensionUrls.CYCLE_NUMBER).path("valuePositiveInt"))),
        r.status(),
        r.wholeDay("performed"),
        ResourceReader.code(r.at("code"), Systems.CYCLE_STAGE));
  }

  private static Fact decision(ResourceReader r) {
    return new DecisionFact(
        r.id(),
        r.patient(),
        module(r),
        r.required(
            "extension[pathway]", r.extension(ExtensionUrls.PATHWAY).path("valueCode").textValue()),
        r.required("authoredOn", ResourceReader.date(r.at("authoredOn"))));
  }

  private static List<Fact> survival(ResourceReader r) {
    String value = ResourceReader.code(r.at("valueCodeableConcept"), Systems.SNOMED);
    LocalDate on = r.required("effectiveDateTime", r.day("effective"));
    boolean dead = r.required("valueCodeableConcept", value).equals("419099009");
    Fact status =
        new SurvivalFact(
            r.id(),
            r.patient(),
            dead,
            on,
            ResourceReader.integer(r.extension(ExtensionUrls.FOLLOW_UP_AGE).path("valueInteger")));
    String cause = r.extension(ExtensionUrls.CAUSE_OF_DEATH).path("valueCode").textValue();
    return dead && cause != null
        ? List.of(status, new DeathCauseFact(r.id(), r.patient(), cause, on))
        : List.of(status);
  }

  private List<Fact> biomarker(ResourceReader r) {
    JsonNode quantity = r.at("valueQuantity");
    if (quantity.isMissingNode()) {
      return List.of();
    }
    LabTest test =
        r.required(
            "code",
            Stream.of(Systems.LOINC, Systems.LAB_TEST, Systems.MODULE_TEST)
                .map(system -> ResourceReader.code(r.at("code"), system))
                .flatMap(code -> modules.tests().coded(code).stream())
                .findFirst()
                .orElse(null));
    BigDecimal reported = r.required("valueQuantity.value", ResourceReader.number(quantity));
    BigDecimal value = test.toCanonical(reported, quantity.path("code").asText());
    return List.of(
        new BiomarkerFact(
            r.id(),
            r.patient(),
            test.loinc(),
            value,
            test.unit(),
            quantity.path("comparator").textValue(),
            r.required("effectiveDateTime", r.day("effective"))));
  }

  /** A minimum is less than what the organ got, and an equivalent dose is no absorbed one. */
  private static List<Fact> dose(ResourceReader r) {
    if (Stream.ofNullable(ResourceReader.code(r.at("code"), Systems.DCM))
        .anyMatch(NO_DOSE_OF_AN_ORGAN::contains)) {
      return List.of();
    }
    String organ = ResourceReader.code(r.at("bodySite"), Systems.SNOMED);
    if (organ == null && r.at("focus").isArray()) {
      organ = r.at("focus").path(0).path("reference").textValue();
    }
    return List.of(
        new DoseFact(
            r.id(),
            r.patient(),
            r.required("bodySite", organ),
            r.required("valueQuantity", ResourceReader.quantity(r.at("valueQuantity"), "Gy")),
            r.required("effective", r.day("effective"))));
  }

  private static Fact cost(ResourceReader r) {
    JsonNode price = r.at("priceOverride");
    BigDecimal amount = ResourceReader.number(price);
    return new CostFact(
        r.id(),
        r.patient(),
        r.firstReferenced("service", "Procedure"),
        r.required("code", ResourceReader.code(r.at("code"), Systems.COST_COMPONENT)),
        r.required("priceOverride", amount),
        r.required("priceOverride.currency", price.path("currency").textValue()),
        r.required(
            "extension[price-year]",
            ResourceReader.integer(r.extension(ExtensionUrls.PRICE_YEAR).path("valueInteger"))),
        r.required("occurrence", r.day("occurrence")));
  }

  private static Fact imaging(ResourceReader r) {
    TreeSet<String> modalities = new TreeSet<>();
    r.at("modality").forEach(coding -> modalities.add(coding.path("code").asText()));
    return new ImagingFact(
        r.id(),
        r.patient(),
        new ArrayList<>(modalities),
        ResourceReader.instant(r.at("started")),
        r.at("numberOfSeries").asInt(),
        r.at("numberOfInstances").asInt());
  }
}
