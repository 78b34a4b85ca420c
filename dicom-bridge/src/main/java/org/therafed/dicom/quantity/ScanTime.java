package org.therafed.dicom.quantity;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomDateTime;
import org.therafed.dicom.dataset.Tag;

/**
 * From the injection to the time that an image's decay correction START refers to, by the vendor
 * neutral pseudo-code of QIBA (FDG-PET/CT Technical Committee, 2018-06-26).
 */
final class ScanTime {
  private static final String GE = "GEMS_PETD_01";
  private static final int GE_GROUP = 0x0009;
  private static final int GE_SCAN_DATE_TIME = 0x0D;

  /** 1/1024 of the activity is left: no image is made of that. */
  private static final double MOST_HALF_LIVES = 10;

  /** Beyond this, patients are scanned on a later day too: Cu-64, Zr-89, I-124, Y-90. */
  private static final Duration SHORT_HALF_LIFE = Duration.ofHours(6);

  /** Starts that are no further apart are one, rounded to minutes by one writer. */
  private static final Duration SAME_START = Duration.ofMinutes(1);

  private final PetSeries series;
  private final List<SuvCaution> cautions;

  ScanTime(PetSeries series, List<SuvCaution> cautions) {
    this.series = series;
    this.cautions = cautions;
  }

  /**
   * Seconds from the administration to the scan.
   *
   * @param halfLife seconds
   */
  double secondsAfterInjection(DataSet injection, double halfLife) {
    DicomDateTime scan = scan();
    double seconds = seconds(start(injection, scan, halfLife), scan);
    if (seconds < 0) {
      // Without a date the start is never later than the scan.
      throw SuvRefusal.START_AFTER_SCAN.because(
          "Radiopharmaceutical Start Date Time (0018,1078) lies "
              + Math.round(-seconds)
              + " s after the scan's start; compare the clocks of scanner and dispensary");
    }
    if (seconds > MOST_HALF_LIVES * halfLife) {
      throw SuvRefusal.START_TOO_EARLY.because(
          "the start lies "
              + Math.round(seconds / halfLife)
              + " half-lives before the scan; at most "
              + Math.round(MOST_HALF_LIVES)
              + " are believed. A start without a date, later than the scan, reads as the day"
              + " before");
    }
    return seconds;
  }

  private DicomDateTime scan() {
    Optional<DicomDateTime> stated = timed(series.first().dateTime(Tag.SeriesDate, Tag.SeriesTime));
    Optional<DicomDateTime> earliest = earliestAcquisition();
    if (stated.isPresent()
        && earliest.isPresent()
        && !stated.get().local().isAfter(earliest.get().local())) {
      return stated.get();
    }
    Optional<DicomDateTime> scan = geScanTime().or(() -> earliest);
    if (scan.isEmpty()) {
      throw SuvRefusal.NO_SCAN_TIME.because(
          "Series Date and Time (0008,0021), (0008,0031) or Acquisition Date and Time (0008,0022),"
              + " (0008,0032) are absent; de-identify with dates shifted, not removed");
    }
    if (stated.isPresent()) {
      cautions.add(SuvCaution.SERIES_REWRITTEN);
    }
    OptionalInt slices = series.first().integer(Tag.NumberOfSlices);
    if (geScanTime().isEmpty()
        && slices.isPresent()
        && slices.getAsInt() > series.images().size()) {
      cautions.add(SuvCaution.SERIES_INCOMPLETE);
    }
    return scan.get();
  }

  private Optional<DicomDateTime> earliestAcquisition() {
    return series.images().stream()
        .map(image -> timed(image.dateTime(Tag.AcquisitionDate, Tag.AcquisitionTime)))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(DicomDateTime::local));
  }

  private Optional<DicomDateTime> geScanTime() {
    OptionalInt tag = series.first().privateTag(GE, GE_GROUP, GE_SCAN_DATE_TIME);
    return tag.isPresent() ? timed(series.first().dateTime(tag.getAsInt())) : Optional.empty();
  }

  private DicomDateTime start(DataSet injection, DicomDateTime scan, double halfLife) {
    Optional<DicomDateTime> stated =
        timed(injection.dateTime(Tag.RadiopharmaceuticalStartDateTime));
    // The day of the scan, not of the series, which may have been rewritten days later.
    LocalDate day = stated.orElse(scan).local().toLocalDate();
    Optional<DicomDateTime> onDay =
        timed(injection.dateTime(day, Tag.RadiopharmaceuticalStartTime));
    if (stated.isPresent()) {
      onDay
          .filter(time -> apart(time, stated.get()).compareTo(SAME_START) > 0)
          .ifPresent(time -> cautions.add(SuvCaution.STARTS_DISAGREE));
      return stated.get();
    }
    if (onDay.isEmpty()) {
      throw SuvRefusal.NO_START.because(
          "neither Radiopharmaceutical Start Date Time (0018,1078) nor Start Time (0018,1072) is"
              + " legible");
    }
    if (halfLife > SHORT_HALF_LIFE.toSeconds()) {
      throw SuvRefusal.START_DAY_UNKNOWN.because(
          "the start has a time (0018,1072) and no date, and the half-life is "
              + Math.round(halfLife / 3600)
              + " h; below 6 h the day is known, above it an injection days before the scan looks"
              + " the same");
    }
    cautions.add(SuvCaution.START_DAY_ASSUMED);
    DicomDateTime start = onDay.get().orOffset(scan.offset());
    if (!start.local().isAfter(scan.local())) {
      return start;
    }
    LocalDateTime dayBefore = start.local().minusDays(1);
    return new DicomDateTime(dayBefore, start.precision(), start.offset());
  }

  /**
   * How far two times of day are apart, as instants where both state their offset: 09:00 at +0100
   * is 08:00 at +0000. Seconds before and after midnight are near.
   */
  private static Duration apart(DicomDateTime one, DicomDateTime other) {
    boolean offsets = one.offset().isPresent() && other.offset().isPresent();
    Duration between =
        offsets
            ? Duration.between(
                one.local().toInstant(one.offset().get()),
                other.local().toInstant(other.offset().get()))
            : Duration.between(one.local(), other.local());
    Duration apart = Duration.ofSeconds(between.abs().toSeconds() % Duration.ofDays(1).toSeconds());
    Duration over = Duration.ofDays(1).minus(apart);
    return apart.compareTo(over) < 0 ? apart : over;
  }

  private static Optional<DicomDateTime> timed(Optional<DicomDateTime> time) {
    return time.filter(DicomDateTime::hasTime);
  }

  /** By the offsets where both are stated, else by the clock on the wall. */
  private double seconds(DicomDateTime start, DicomDateTime scan) {
    Duration between = Duration.between(start.local(), scan.local());
    if (start.offset().isPresent() && scan.offset().isPresent()) {
      between =
          Duration.between(
              start.local().toInstant(start.offset().get()),
              scan.local().toInstant(scan.offset().get()));
    } else if (start.offset().isPresent() != scan.offset().isPresent()) {
      cautions.add(SuvCaution.OFFSET_UNKNOWN);
    }
    return between.getSeconds() + between.getNano() / 1e9;
  }
}
