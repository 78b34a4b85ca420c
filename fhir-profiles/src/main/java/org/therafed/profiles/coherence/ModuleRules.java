package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.ModuleVersion;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ProductKind;
import org.therafed.profiles.terminology.Systems;

/**
 * A course beside the therapy module that it names: indication, modality, what was given and how
 * much of it. Standard care is held to no plan; nor is what comes before an infusion of cells.
 */
final class ModuleRules {
  private static final String STANDARD_CARE = "standard-care";

  /** SNOMED CT: Administration of radiopharmaceutical. */
  private static final String RADIOPHARMACEUTICAL = "440252007";

  private final CourseModules modules;

  ModuleRules(CourseModules modules) {
    this.modules = modules;
  }

  void judge(PersonRecords records, List<Finding> findings) {
    Stream.concat(records.all(Profile.TREATMENT_COURSE), records.all(Profile.DECISION))
        .forEach(
            record ->
                modules
                    .ofOtherVersion(record)
                    .ifPresent(module -> findings.add(otherVersion(record, module))));
    records
        .all(Profile.TREATMENT_COURSE)
        .forEach(
            course ->
                modules
                    .of(course)
                    .ifPresent(
                        module -> {
                          indication(records, course, module, findings);
                          modality(course, module, findings);
                        }));
    records
        .given()
        .forEach(
            given ->
                records
                    .course(given)
                    .filter(course -> !isStandardCare(course))
                    .flatMap(modules::of)
                    .ifPresent(module -> given(records, given, module, findings)));
  }

  private static Finding otherVersion(PersonRecord record, TherapyModule module) {
    ModuleVersion own = CourseModules.version(module);
    String known = module.id() + " " + own.earliestRead() + " – " + own;
    return FindingCode.MODULE_VERSION_NOT_KNOWN.of(
        List.of(record.atExtension("module", "valueCanonical")), known, known);
  }

  /** Judged once every indication that the course names is there, and only by shared systems. */
  private static void indication(
      PersonRecords records, PersonRecord course, TherapyModule module, List<Finding> findings) {
    List<PersonRecord> reasons = reasons(records, course);
    List<JsonNode> codes = reasons.stream().map(reason -> reason.resource().path("code")).toList();
    boolean comparable = codes.stream().anyMatch(code -> Indications.comparable(code, module));
    if (comparable && codes.stream().noneMatch(code -> Indications.isOf(code, module))) {
      List<Place> places = new ArrayList<>(List.of(course.at("reasonReference")));
      reasons.forEach(reason -> places.add(reason.at("code")));
      String planned =
          module.id()
              + " ("
              + module.indications().stream().map(Coding::code).collect(Collectors.joining(", "))
              + ")";
      findings.add(FindingCode.INDICATION_NOT_OF_MODULE.of(places, planned, planned));
    }
  }

  /** The indications that a course names; none while one of them is not there. */
  private static List<PersonRecord> reasons(PersonRecords records, PersonRecord course) {
    List<PersonRecord> reasons = new ArrayList<>();
    for (JsonNode reason : course.resource().path("reasonReference")) {
      Optional<PersonRecord> known = records.find(reason.path("reference").asText());
      if (known.isEmpty()) {
        return List.of();
      }
      reasons.add(known.get());
    }
    return reasons;
  }

  private void modality(PersonRecord course, TherapyModule module, List<Finding> findings) {
    Set<String> planned = modalities(module);
    Optional<String> said = modality(course);
    if (!planned.isEmpty()
        && said.filter(code -> !code.equals(STANDARD_CARE) && !planned.contains(code))
            .isPresent()) {
      String shown = module.id() + " (" + String.join(", ", planned) + ")";
      findings.add(FindingCode.MODALITY_NOT_OF_MODULE.of(List.of(course.at("code")), shown, shown));
    }
  }

  static boolean isStandardCare(PersonRecord course) {
    return modality(course).filter(STANDARD_CARE::equals).isPresent();
  }

  private static Optional<String> modality(PersonRecord course) {
    String radiopharmaceutical = null;
    for (JsonNode coding : course.resource().path("code").path("coding")) {
      String system = coding.path("system").asText();
      if (system.equals(Systems.MODALITY)) {
        return Optional.ofNullable(coding.path("code").textValue());
      }
      if (system.equals(Systems.SNOMED)
          && RADIOPHARMACEUTICAL.equals(coding.path("code").asText())) {
        radiopharmaceutical = ProductKind.RADIOLIGAND.code();
      }
    }
    return Optional.ofNullable(radiopharmaceutical);
  }

  /** The kinds of what is dosed; of a module with cells the cells alone, not what prepares. */
  private Set<String> modalities(TherapyModule module) {
    boolean cells = module.doses().stream().anyMatch(Dose.Cells.class::isInstance);
    return module.doses().stream()
        .filter(dose -> !cells || dose instanceof Dose.Cells)
        .map(Dose::product)
        .flatMap(coding -> modules.products().coded(coding.system(), coding.code()).stream())
        .map(product -> product.kind().code())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void given(
      PersonRecords records, PersonRecord given, TherapyModule module, List<Finding> findings) {
    Optional<Product> product = modules.product(given);
    if (product.isEmpty()
        || product.get().kind().equals(ProductKind.BLOOD_COMPONENT)
        || TreatmentRules.isBeforeInfusion(records, given)) {
      return;
    }
    Place plan = records.course(given).orElseThrow().atExtension("module", "valueCanonical");
    Coding coding = product.get().coding();
    if (!module.products().contains(coding) && !module.diagnostics().contains(coding)) {
      String shown =
          module.id()
              + " ("
              + module.products().stream().map(Coding::code).collect(Collectors.joining(", "))
              + ")";
      findings.add(
          FindingCode.PRODUCT_NOT_OF_MODULE.of(
              List.of(given.atExtension("product", "valueCodeableConcept"), plan), shown, shown));
      return;
    }
    PlannedDose.of(module, coding, diagnoses(records, given))
        .outside(given.resource().path("dosage").path("dose"))
        .ifPresent(
            planned ->
                findings.add(
                    FindingCode.DOSE_OUTSIDE_PLAN.of(
                        List.of(given.at("dosage.dose"), plan), planned, planned)));
  }

  private static List<JsonNode> diagnoses(PersonRecords records, PersonRecord given) {
    return reasons(records, records.course(given).orElseThrow()).stream()
        .map(reason -> reason.resource().path("code"))
        .toList();
  }
}
