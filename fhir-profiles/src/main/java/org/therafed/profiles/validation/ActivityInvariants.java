package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Activity;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/** Rules of radioactivity on one administration or product. */
final class ActivityInvariants {
  /** How far the net activity may be from before − residual: 2 %. */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.02");

  private static final String RADIONUCLIDE = ExtensionUrls.RADIONUCLIDE;

  private ActivityInvariants() {}

  static Optional<Radionuclide> nuclide(JsonNode resource, ModuleCatalog modules) {
    for (JsonNode coding :
        Invariants.extension(resource, RADIONUCLIDE).path("valueCodeableConcept").path("coding")) {
      Optional<Radionuclide> found =
          modules.nuclides().coded(coding.path("system").asText(), coding.path("code").asText());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Net = before − residual, both decayed to the net time; the dose is the net activity, decayed to
   * the administration, whose time is the dose's only one.
   */
  static void balance(JsonNode administration, Findings findings, ModuleCatalog modules) {
    Optional<BigDecimal> dose = megabecquerel(administration.path("dosage").path("dose"));
    Optional<Radionuclide> nuclide = nuclide(administration, modules);
    if (dose.isPresent() && nuclide.isEmpty()) {
      findings.invariant(
          "activity-balance",
          "MedicationAdministration",
          "extension[radionuclide]",
          "is missing beside an activity",
          "有放射性活度时须给出核素");
      return;
    }
    JsonNode record = Invariants.extension(administration, ExtensionUrls.ACTIVITY_RECORD);
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
    balance(administration, record, nuclide.get(), dose, findings);
  }

  private static void balance(
      JsonNode administration,
      JsonNode record,
      Radionuclide nuclide,
      Optional<BigDecimal> dose,
      Findings findings) {
    Activity net = activity(record, "net-administered");
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
    Activity before = activity(record, "measured-before").decayedTo(net.at(), nuclide);
    Optional<Activity> given =
        residual ? before.less(activity(record, "residual"), nuclide) : Optional.of(before);
    if (given.filter(each -> near(net.megabecquerel(), each.megabecquerel())).isEmpty()) {
      findings.invariant(
          "activity-balance",
          "MedicationAdministration",
          "extension[activity-record].extension[net-administered]",
          "differs by more than 2 % from measured-before less residual, decayed to its time",
          "净给药活度与（测前 − 残余，衰变校正后）相差超过 2 %");
    } else if (dose.isPresent() && !isGiven(dose.get(), net, nuclide, administration)) {
      findings.invariant(
          "activity-balance",
          "MedicationAdministration",
          "dosage.dose",
          "differs by more than 2 % from the net activity of the activity record, decayed to the"
              + " administration",
          "剂量与衰变至给药时刻的净给药活度相差超过 2 %");
    }
  }

  /** Of an infusion that lasts, the activity of any of its instants. */
  private static boolean isGiven(
      BigDecimal dose, Activity net, Radionuclide nuclide, JsonNode administration) {
    JsonNode period = administration.path("effectivePeriod");
    OffsetDateTime start =
        instant(administration.path("effectiveDateTime"))
            .or(() -> instant(period.path("start")))
            .orElse(net.at());
    OffsetDateTime end = instant(period.path("end")).orElse(start);
    BigDecimal first = net.decayedTo(start, nuclide).megabecquerel();
    BigDecimal last = net.decayedTo(end, nuclide).megabecquerel();
    BigDecimal slack = first.max(last).multiply(TOLERANCE);
    return dose.compareTo(first.min(last).subtract(slack)) >= 0
        && dose.compareTo(first.max(last).add(slack)) <= 0;
  }

  static Optional<OffsetDateTime> instant(JsonNode time) {
    return FhirTime.parse(time.textValue()).map(FhirTime::at);
  }

  private static boolean near(BigDecimal value, BigDecimal wanted) {
    return value.subtract(wanted).abs().compareTo(wanted.abs().multiply(TOLERANCE)) <= 0;
  }

  private static Activity activity(JsonNode record, String name) {
    JsonNode quantity = Invariants.extension(record, name).path("valueQuantity");
    JsonNode time = Invariants.extension(record, name + "-time").path("valueDateTime");
    return Activity.of(
        quantity.path("value").decimalValue(),
        quantity.path("code").asText(),
        FhirTime.parse(time.textValue()).orElseThrow().at());
  }

  private static Optional<BigDecimal> megabecquerel(JsonNode quantity) {
    String unit = quantity.path("code").asText();
    return Ucum.convertible(unit, "MBq")
        ? Optional.of(Ucum.convert(quantity.path("value").decimalValue(), unit, "MBq"))
        : Optional.empty();
  }

  /**
   * A nuclide that a module brings is one of a module that is known; if it is given to treat, it
   * belongs to a cycle, as the definition says of those of the registry.
   */
  static void known(JsonNode resource, Findings findings, ModuleCatalog modules) {
    JsonNode codings =
        Invariants.extension(resource, RADIONUCLIDE).path("valueCodeableConcept").path("coding");
    for (int i = 0; i < codings.size(); i++) {
      JsonNode coding = codings.path(i);
      if (!Systems.MODULE_NUCLIDE.equals(coding.path("system").textValue())) {
        continue;
      }
      Optional<Radionuclide> own =
          modules.nuclides().coded(Systems.MODULE_NUCLIDE, coding.path("code").asText());
      if (own.isEmpty()) {
        findings.add(
            IssueCode.CODE,
            resource.path("resourceType").asText() + ".extension[radionuclide]",
            "extension[radionuclide].valueCodeableConcept.coding.code",
            Vocabulary.code(coding.path("code").asText()),
            new Phrase(
                "nuclide-known: a nuclide of the registry or of a therapy module that is known",
                "nuclide-known：须为登记库或已知治疗模块的核素"));
      } else if (own.get().therapeutic()
          && resource.path("resourceType").asText().equals("MedicationAdministration")
          && !resource.has("partOf")) {
        findings.invariant(
            "nuclide-known",
            "MedicationAdministration",
            "partOf",
            "is missing, though the nuclide is given to treat",
            "治疗性核素的给药须属于某一周期");
      }
    }
  }

  /** A nuclide of the registry that is given to treat belongs to a cycle of a course. */
  static void therapyInCycle(JsonNode administration, Findings findings, ModuleCatalog modules) {
    boolean therapy =
        nuclide(administration, modules)
            .filter(n -> !n.coding().system().equals(Systems.MODULE_NUCLIDE))
            .map(Radionuclide::therapeutic)
            .orElse(false);
    if (therapy && !administration.has("partOf")) {
      findings.invariant(
          "therapy-in-cycle",
          "MedicationAdministration",
          "partOf",
          "is missing, though the nuclide is given to treat",
          "治疗性核素的给药须属于某一周期");
    }
  }

  static void radioligandHasNuclide(JsonNode product, Findings findings, ModuleCatalog modules) {
    String kind =
        Invariants.extension(product, ExtensionUrls.PRODUCT_KIND).path("valueCode").asText();
    if (kind.equals("radioligand") && nuclide(product, modules).isEmpty()) {
      findings.invariant(
          "radioligand-has-nuclide",
          "Medication",
          "extension[radionuclide]",
          "is missing, though the product is a radioligand",
          "放射配体须给出核素");
    }
  }
}
