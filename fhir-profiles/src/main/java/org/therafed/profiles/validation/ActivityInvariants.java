package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Radionuclides;
import org.therafed.profiles.terminology.Ucum;

/** Rules of radioactivity on one administration or product. */
final class ActivityInvariants {
  /** How far the net activity may be from before − residual: 2 %. */
  private static final double TOLERANCE = 0.02;

  private static final String RADIONUCLIDE = Canonical.extension("radionuclide");

  private ActivityInvariants() {}

  static Optional<Radionuclide> nuclide(JsonNode resource) {
    for (JsonNode coding :
        Invariants.extension(resource, RADIONUCLIDE).path("valueCodeableConcept").path("coding")) {
      Optional<Radionuclide> found =
          Radionuclides.standard()
              .coded(coding.path("system").asText(), coding.path("code").asText());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Net = before − residual, both decayed to the net time; the dose is the net activity. */
  static void balance(JsonNode administration, Findings findings) {
    Optional<BigDecimal> dose = megabecquerel(administration.path("dosage").path("dose"));
    Optional<Radionuclide> nuclide = nuclide(administration);
    if (dose.isPresent() && nuclide.isEmpty()) {
      findings.invariant(
          "activity-balance",
          "MedicationAdministration",
          "extension[radionuclide]",
          "is missing beside an activity",
          "有放射性活度时须给出核素");
      return;
    }
    JsonNode record = Invariants.extension(administration, Canonical.extension("activity-record"));
    if (record.isMissingNode()) {
      return;
    }
    if (nuclide.isEmpty()) {
      findings.invariant(
          "activity-balance",
          "MedicationAdministration",
          "extension[activity-record]",
          "is given without a radionuclide",
          "活度记录须有核素");
      return;
    }
    balance(record, nuclide.get(), dose, findings);
  }

  private static void balance(
      JsonNode record, Radionuclide nuclide, Optional<BigDecimal> dose, Findings findings) {
    OffsetDateTime at = time(record, "net-administered-time");
    double before = decayed(record, "measured-before", nuclide, at);
    boolean residual = !Invariants.extension(record, "residual").isMissingNode();
    if (residual && Invariants.extension(record, "residual-time").isMissingNode()) {
      findings.invariant(
          "activity-balance",
          "MedicationAdministration",
          "extension[activity-record].extension[residual]",
          "has no reference time",
          "残余活度须有参考时间");
      return;
    }
    double left = residual ? decayed(record, "residual", nuclide, at) : 0;
    double net = quantity(record, "net-administered");
    if (!near(net, before - left)) {
      findings.invariant(
          "activity-balance",
          "MedicationAdministration",
          "extension[activity-record].extension[net-administered]",
          "differs by more than 2 % from measured-before less residual, decayed to its time",
          "净给药活度与（测前 − 残余，衰变校正后）相差超过 2 %");
    } else if (dose.isPresent() && !near(dose.get().doubleValue(), net)) {
      findings.invariant(
          "activity-balance",
          "MedicationAdministration",
          "dosage.dose",
          "differs by more than 2 % from the net activity of the activity record",
          "剂量与净给药活度相差超过 2 %");
    }
  }

  private static boolean near(double value, double wanted) {
    return Math.abs(value - wanted) <= TOLERANCE * Math.abs(wanted);
  }

  private static double decayed(
      JsonNode record, String name, Radionuclide nuclide, OffsetDateTime at) {
    OffsetDateTime measured = time(record, name + "-time");
    return quantity(record, name) * nuclide.decayFactor(Duration.between(measured, at));
  }

  private static OffsetDateTime time(JsonNode record, String name) {
    return FhirTime.parse(Invariants.extension(record, name).path("valueDateTime").textValue())
        .orElseThrow()
        .at();
  }

  private static double quantity(JsonNode record, String name) {
    return megabecquerel(Invariants.extension(record, name).path("valueQuantity"))
        .orElseThrow()
        .doubleValue();
  }

  private static Optional<BigDecimal> megabecquerel(JsonNode quantity) {
    String unit = quantity.path("code").asText();
    return Ucum.convertible(unit, "MBq")
        ? Optional.of(Ucum.convert(quantity.path("value").decimalValue(), unit, "MBq"))
        : Optional.empty();
  }

  /** A nuclide that is given to treat belongs to a cycle of a course. */
  static void therapyInCycle(JsonNode administration, Findings findings) {
    boolean therapy = nuclide(administration).map(Radionuclide::therapeutic).orElse(false);
    if (therapy && !administration.has("partOf")) {
      findings.invariant(
          "therapy-in-cycle",
          "MedicationAdministration",
          "partOf",
          "is missing, though the nuclide is given to treat",
          "治疗性核素的给药须属于某一周期");
    }
  }

  static void radioligandHasNuclide(JsonNode product, Findings findings) {
    String kind =
        Invariants.extension(product, Canonical.extension("product-kind"))
            .path("valueCode")
            .asText();
    if (kind.equals("radioligand") && nuclide(product).isEmpty()) {
      findings.invariant(
          "radioligand-has-nuclide",
          "Medication",
          "extension[radionuclide]",
          "is missing, though the product is a radioligand",
          "放射配体须给出核素");
    }
  }
}
