package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Activity;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ProductKind;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Ucum;

/** When the activity of an administration was measured: an activity without a time is none. */
final class AdministrationInvariants {
  private static final List<String> TIMES =
      List.of("measured-before-time", "residual-time", "net-administered-time");

  private AdministrationInvariants() {}

  /**
   * A radiopharmaceutical has an activity record. Only what an image states has none: a tracer
   * outside any cycle, whose activity is that of the instant of its injection (DICOM 0018,1074).
   */
  static void hasRecord(JsonNode administration, Findings findings, ModuleCatalog modules) {
    if (!Invariants.extension(administration, ExtensionUrls.ACTIVITY_RECORD).isMissingNode()
        || administration.path("status").asText().equals("not-done")
        || !isRadioactive(administration, modules)
        || isOfAnImage(administration, modules)) {
      return;
    }
    findings.invariant(
        "activity-has-record",
        "MedicationAdministration",
        "extension[activity-record]",
        "is missing, so that the activity has no reference time",
        "缺失，因此该放射性活度没有参考时间");
  }

  private static boolean isRadioactive(JsonNode administration, ModuleCatalog modules) {
    String unit = administration.path("dosage").path("dose").path("code").asText();
    return Ucum.convertible(unit, "MBq")
        || !Invariants.extension(administration, ExtensionUrls.RADIONUCLIDE).isMissingNode()
        || ProductInvariants.of(administration, modules)
            .map(Product::kind)
            .filter(ProductKind.RADIOLIGAND::equals)
            .isPresent();
  }

  private static boolean isOfAnImage(JsonNode administration, ModuleCatalog modules) {
    return !administration.has("partOf")
        && administration.has("effectiveDateTime")
        && !ActivityInvariants.nuclide(administration, modules)
            .map(Radionuclide::therapeutic)
            .orElse(false);
  }

  static void nearAdministration(
      JsonNode administration, Findings findings, ModuleCatalog modules) {
    JsonNode record = Invariants.extension(administration, ExtensionUrls.ACTIVITY_RECORD);
    Optional<OffsetDateTime> given =
        ActivityInvariants.instant(administration.path("effectiveDateTime"))
            .or(
                () ->
                    ActivityInvariants.instant(
                        administration.path("effectivePeriod").path("start")));
    if (given.isEmpty()) {
      return;
    }
    Duration most =
        ActivityInvariants.nuclide(administration, modules)
            .map(Activity::mostFromAdministration)
            .orElse(Duration.ofDays(Activity.MOST_DAYS_FROM_ADMINISTRATION));
    for (String name : TIMES) {
      boolean far =
          ActivityInvariants.instant(Invariants.extension(record, name).path("valueDateTime"))
              .filter(at -> isFar(at, given.get(), most))
              .isPresent();
      if (far) {
        findings.invariant(
            "activity-near-administration",
            "MedicationAdministration",
            "extension[activity-record].extension[" + name + "].valueDateTime",
            "lies more than " + most.toHours() + " hours from the administration",
            "与给药时间相差超过 " + most.toHours() + " 小时");
      }
    }
  }

  private static boolean isFar(OffsetDateTime at, OffsetDateTime given, Duration most) {
    return Duration.between(at, given).abs().compareTo(most) > 0;
  }
}
