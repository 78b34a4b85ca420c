package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/**
 * The mean absorbed dose that was reached, beside that from which the activity was to follow. It is
 * planned for the target: a lesion in the organ, or the organ itself unless the module watches it
 * as an organ at risk, when what is recorded of it is the tissue to be spared.
 */
final class AbsorbedDoseRules {
  /**
   * DICOM: Mean Absorbed Radiation Dose; the least, the most and the equivalent dose are others.
   */
  private static final String MEAN = "128533";

  private final CourseModules modules;

  AbsorbedDoseRules(CourseModules modules) {
    this.modules = modules;
  }

  void judge(PersonRecords records, List<Finding> findings) {
    records
        .all(Profile.ABSORBED_DOSE)
        .filter(dose -> PersonRecord.has(dose.resource().path("code"), Systems.DCM, MEAN))
        .forEach(
            dose ->
                records
                    .given()
                    .filter(given -> gave(given, dose.partOf()))
                    .flatMap(given -> outside(records, dose, given).stream())
                    .findFirst()
                    .ifPresent(findings::add));
  }

  /** Whether a dose is part of an administration, or of the cycle that it is part of. */
  private static boolean gave(PersonRecord given, List<String> wholes) {
    return wholes.contains(given.reference()) || given.partOf().stream().anyMatch(wholes::contains);
  }

  private Optional<Finding> outside(PersonRecords records, PersonRecord dose, PersonRecord given) {
    Optional<PersonRecord> course =
        records.course(given).filter(each -> !ModuleRules.isStandardCare(each));
    Optional<TherapyModule> module = course.flatMap(modules::of);
    Optional<Product> product = modules.product(given);
    if (module.isEmpty() || product.isEmpty()) {
      return Optional.empty();
    }
    return module.get().doses().stream()
        .filter(planned -> planned.product().equals(product.get().coding()))
        .filter(Dose.AbsorbedDose.class::isInstance)
        .map(Dose.AbsorbedDose.class::cast)
        .filter(planned -> isTarget(records, dose, planned.organ(), module.get()))
        .filter(planned -> isOutside(dose.resource().path("valueQuantity"), planned))
        .findFirst()
        .map(planned -> finding(dose, given, course.orElseThrow(), planned));
  }

  private static boolean isTarget(
      PersonRecords records, PersonRecord dose, Coding organ, TherapyModule module) {
    JsonNode focus = dose.resource().path("focus").path(0).path("reference");
    if (!focus.isMissingNode()) {
      return records
          .find(focus.asText())
          .filter(lesion -> !isRole(lesion, "non-target"))
          .filter(lesion -> isAt(lesion.resource().path("location"), organ))
          .isPresent();
    }
    return isAt(dose.resource().path("bodySite"), organ)
        && module.organsAtRisk().stream().noneMatch(limit -> limit.organ().equals(organ));
  }

  private static boolean isRole(PersonRecord lesion, String role) {
    return role.equals(lesion.extension("lesion-role").path("valueCode").asText());
  }

  private static boolean isAt(JsonNode place, Coding organ) {
    return PersonRecord.has(place, organ.system(), organ.code());
  }

  private static boolean isOutside(JsonNode quantity, Dose.AbsorbedDose planned) {
    String unit = quantity.path("code").asText();
    if (!quantity.path("value").isNumber() || !Ucum.convertible(unit, "Gy")) {
      return false;
    }
    BigDecimal gray = Ucum.convert(quantity.path("value").decimalValue(), unit, "Gy");
    return gray.compareTo(planned.minGray()) < 0
        || (planned.maxGray() != null && gray.compareTo(planned.maxGray()) > 0);
  }

  private static Finding finding(
      PersonRecord dose, PersonRecord given, PersonRecord course, Dose.AbsorbedDose planned) {
    String least = planned.minGray().stripTrailingZeros().toPlainString();
    String shown =
        planned.maxGray() == null
            ? "≥ " + least + " Gy"
            : least + "–" + planned.maxGray().stripTrailingZeros().toPlainString() + " Gy";
    return FindingCode.DOSE_OUTSIDE_PLAN.of(
        List.of(
            dose.at("valueQuantity"),
            given.atExtension("product", "valueCodeableConcept"),
            course.atExtension("module", "valueCanonical")),
        shown,
        shown);
  }
}
