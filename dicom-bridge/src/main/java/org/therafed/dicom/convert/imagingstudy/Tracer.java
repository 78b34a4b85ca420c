package org.therafed.dicom.convert.imagingstudy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.therafed.dicom.measure.Megabecquerel;
import org.therafed.profiles.terminology.Radionuclide;

/**
 * One injection of a diagnostic radiopharmaceutical, read from a header.
 *
 * @param start Radiopharmaceutical Start Date Time (0018,1078), or day and time (0018,1072)
 * @param activity Radionuclide Total Dose (0018,1074), at the start
 * @param product empty where the registry has no name for it
 * @param intravenous whether the route is coded as intravenous
 * @param reported whether a dose report states it, and not an image
 * @param activityRecord activity before and after as a dose report states them
 */
record Tracer(
    OffsetDateTime start,
    Megabecquerel activity,
    Radionuclide nuclide,
    Optional<TracerTables.Product> product,
    boolean intravenous,
    boolean reported,
    Optional<Extension> activityRecord) {
  /** Injections of one product this close in time are one, told twice (our choice). */
  private static final Duration SAME = Duration.ofHours(1);

  /** Of an image. */
  static Tracer ofImage(
      OffsetDateTime start,
      Megabecquerel activity,
      Radionuclide nuclide,
      Optional<TracerTables.Product> product,
      boolean intravenous) {
    return new Tracer(start, activity, nuclide, product, intravenous, false, Optional.empty());
  }

  /** The same, as a dose report states it. */
  Tracer reported(Optional<Extension> measured) {
    return new Tracer(start, activity, nuclide, product, intravenous, true, measured);
  }

  /** Whether both tell of one injection. */
  boolean sameInjection(Tracer other) {
    boolean oneProduct =
        product.isEmpty()
            || other.product.isEmpty()
            || product.get().code().equals(other.product.get().code());
    return oneProduct
        && nuclide.equals(other.nuclide)
        && Duration.between(start, other.start).abs().compareTo(SAME) < 0;
  }

  /** What tells injections apart; the activity is not part of it, as it may be corrected. */
  String key() {
    return nuclide.name()
        + "|"
        + product.map(TracerTables.Product::code).orElse("")
        + "|"
        + start.toInstant();
  }
}
