package org.therafed.dicom.convert.imagingstudy;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.therafed.dicom.measure.Megabecquerel;
import org.therafed.profiles.terminology.Radionuclide;

/**
 * One injection of a diagnostic radiopharmaceutical, read from a header.
 *
 * @param start Radiopharmaceutical Start Date Time (0018,1078), or day and time (0018,1072)
 * @param activity Radionuclide Total Dose (0018,1074), at the start
 * @param product empty where the registry has no name for it
 * @param intravenous whether the route is coded as intravenous
 */
record Tracer(
    OffsetDateTime start,
    Megabecquerel activity,
    Radionuclide nuclide,
    Optional<TracerTables.Product> product,
    boolean intravenous) {

  /** What tells injections apart; the activity is not part of it, as it may be corrected. */
  String key() {
    return nuclide.name()
        + "|"
        + product.map(TracerTables.Product::code).orElse("")
        + "|"
        + start.toInstant();
  }
}
