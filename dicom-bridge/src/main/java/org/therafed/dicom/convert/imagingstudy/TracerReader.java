package org.therafed.dicom.convert.imagingstudy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.dicom.convert.ConversionNote.Code;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomDateTime;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.measure.Becquerel;
import org.therafed.dicom.measure.Megabecquerel;
import org.therafed.profiles.terminology.Radionuclide;

/**
 * Reads Radiopharmaceutical Information Sequence (0054,0016) of PET (PS3.3 C.8.9.2, Bq) and nuclear
 * medicine images (PS3.3 C.8.4.10, MBq). What is not there or cannot be is noted, never filled in.
 */
final class TracerReader {
  /** PET image, legacy converted enhanced PET, enhanced PET. */
  static final Set<String> PET =
      Set.of(
          "1.2.840.10008.5.1.4.1.1.128",
          "1.2.840.10008.5.1.4.1.1.128.1",
          "1.2.840.10008.5.1.4.1.1.130");

  /** NM image, and the one of 1993. */
  static final Set<String> NM = Set.of("1.2.840.10008.5.1.4.1.1.20", "1.2.840.10008.5.1.4.1.1.5");

  /** Diagnostic activities outside are a wrong unit or a slip: 0.1 MBq to 50 GBq (our choice). */
  private static final double LEAST_MBQ = 0.1;

  private static final double MOST_MBQ = 50_000;

  /** Half-lives that differ more are of another nuclide or a slip: 1 % (our choice). */
  private static final double HALF_LIFE_TOLERANCE = 0.01;

  private final ConvertContext context;
  private final Notes notes;

  TracerReader(ConvertContext context, Notes notes) {
    this.context = context;
    this.notes = notes;
  }

  /** Whether images of this class carry the activity of a tracer. */
  static boolean carriesTracer(DataSet header) {
    String sopClass = header.string(Tag.SOPClassUID).orElse("");
    return PET.contains(sopClass) || NM.contains(sopClass);
  }

  /** Reads one item; empty where it does not make an administration. */
  Optional<Tracer> read(DataSet header, DataSet item) {
    if (header.string(Tag.SOPClassUID).filter(PET::contains).isPresent()
        && header.string(Tag.DecayCorrection).isEmpty()) {
      notes.add(
          Code.DECAY_CORRECTION_MISSING, "Decay Correction (0054,1102) of a PET image is absent");
    }
    Optional<Radionuclide> nuclide = TracerTables.nuclide(item);
    if (nuclide.isEmpty()) {
      notes.add(
          Code.TRACER_WITHOUT_NUCLIDE,
          "Radionuclide Code Sequence (0054,0300) names no nuclide that the registry knows");
      return Optional.empty();
    }
    if (nuclide.get().therapeutic()) {
      notes.add(
          Code.TRACER_THERAPEUTIC,
          "The images show "
              + nuclide.get().name()
              + ", which is given to treat; its"
              + " administration belongs to the treatment record");
      return Optional.empty();
    }
    checkHalfLife(item, nuclide.get());
    Optional<Megabecquerel> activity = activity(header, item);
    Optional<OffsetDateTime> start = start(header, item);
    if (activity.isEmpty() || start.isEmpty()) {
      return Optional.empty();
    }
    Optional<TracerTables.Product> product = TracerTables.product(item, nuclide.get());
    noteProduct(product);
    return Optional.of(
        Tracer.ofImage(start.get(), activity.get(), nuclide.get(), product, intravenous(item)));
  }

  private void noteProduct(Optional<TracerTables.Product> product) {
    if (product.isEmpty()) {
      notes.add(
          Code.TRACER_PRODUCT_UNLISTED,
          "The radiopharmaceutical is none that the registry names; kept as another one");
    } else if (product.get().byName()) {
      notes.add(
          Code.TRACER_PRODUCT_BY_NAME,
          "The radiopharmaceutical was recognised by its free text, not by a code");
    }
  }

  private void checkHalfLife(DataSet item, Radionuclide nuclide) {
    OptionalDouble halfLife = item.decimal(Tag.RadionuclideHalfLife);
    double known = nuclide.halfLife().toMillis() / 1000.0;
    if (halfLife.isEmpty()) {
      notes.add(
          Code.HALF_LIFE_MISSING,
          "Radionuclide Half Life (0018,1075) is absent; decay is computed with "
              + known
              + " s of the registry's table");
    } else if (Math.abs(halfLife.getAsDouble() - known) > HALF_LIFE_TOLERANCE * known) {
      notes.add(
          Code.HALF_LIFE_DISAGREES,
          "Radionuclide Half Life (0018,1075) is "
              + halfLife.getAsDouble()
              + " s, "
              + nuclide.name()
              + " has "
              + known
              + " s");
    }
  }

  private Optional<Megabecquerel> activity(DataSet header, DataSet item) {
    OptionalDouble total = item.decimal(Tag.RadionuclideTotalDose);
    boolean usable =
        total.isPresent() && Double.isFinite(total.getAsDouble()) && total.getAsDouble() > 0;
    if (!usable) {
      notes.add(
          Code.TRACER_WITHOUT_ACTIVITY,
          "Radionuclide Total Dose (0018,1074) is absent or not above zero");
      return Optional.empty();
    }
    boolean pet = PET.contains(header.string(Tag.SOPClassUID).orElse(""));
    Megabecquerel activity =
        pet
            ? new Becquerel(total.getAsDouble()).toMegabecquerel()
            : new Megabecquerel(total.getAsDouble());
    if (activity.value() < LEAST_MBQ || activity.value() > MOST_MBQ) {
      notes.add(
          Code.TRACER_UNIT_DOUBTFUL,
          "Radionuclide Total Dose (0018,1074) read as "
              + (pet ? "Bq (PET)" : "MBq (NM)")
              + " is "
              + activity.value()
              + " MBq; "
              + LEAST_MBQ
              + " to "
              + MOST_MBQ
              + " MBq are plausible. No administration was made of it");
      return Optional.empty();
    }
    return Optional.of(activity);
  }

  private Optional<OffsetDateTime> start(DataSet header, DataSet item) {
    Optional<DicomDateTime> stated =
        item.dateTime(Tag.RadiopharmaceuticalStartDateTime).filter(DicomDateTime::hasTime);
    if (stated.isPresent()) {
      return stated.map(t -> t.at(context.siteZone()));
    }
    Optional<DicomDateTime> scan = scanStart(header);
    Optional<String> time = item.string(Tag.RadiopharmaceuticalStartTime);
    if (time.isPresent() && scan.isPresent()) {
      DataSet joined =
          new DataSet()
              .put(
                  Tag.SeriesDate,
                  org.therafed.dicom.dataset.VR.DA,
                  scan.get().local().toLocalDate().toString().replace("-", ""))
              .put(Tag.SeriesTime, org.therafed.dicom.dataset.VR.TM, time.get());
      Optional<DicomDateTime> onScanDay =
          joined
              .dateTime(Tag.SeriesDate, Tag.SeriesTime)
              .filter(DicomDateTime::hasTime)
              .map(t -> t.orOffset(scan.get().offset()));
      if (onScanDay.isPresent()) {
        return onScanDay.map(t -> dayBefore(t, scan.get()));
      }
    }
    notes.add(
        Code.TRACER_WITHOUT_TIME,
        "Neither Radiopharmaceutical Start Date Time (0018,1078) nor Start Time (0018,1072) is"
            + " legible; an activity without its time is not kept");
    return Optional.empty();
  }

  /** A time of day later than the scan's is of the day before (QIBA SUV pseudo-code, 2018). */
  private OffsetDateTime dayBefore(DicomDateTime start, DicomDateTime scan) {
    OffsetDateTime at = start.at(context.siteZone());
    boolean later = at.toInstant().isAfter(scan.instant(context.siteZone()));
    notes.add(
        Code.TRACER_DAY_ASSUMED,
        "Radiopharmaceutical Start Time (0018,1072) has no date; "
            + (later ? "the day before the scan" : "the day of the scan")
            + " was taken");
    return later ? at.minusDays(1) : at;
  }

  /** The acquisition of an image began, or its series where that is not told. */
  static Optional<DicomDateTime> scanStart(DataSet header) {
    return header
        .dateTime(Tag.AcquisitionDateTime)
        .or(() -> header.dateTime(Tag.AcquisitionDate, Tag.AcquisitionTime))
        .or(() -> header.dateTime(Tag.SeriesDate, Tag.SeriesTime))
        .filter(DicomDateTime::hasTime);
  }

  private boolean intravenous(DataSet item) {
    Optional<String> code =
        item.item(Tag.AdministrationRouteCodeSequence).flatMap(TracerTables::code);
    boolean known =
        code.isEmpty() || code.get().equals("SCT:47625008") || code.get().equals("SRT:G-D101");
    if (!known) {
      notes.add(
          Code.TRACER_ROUTE_UNLISTED,
          "The route of administration is none that the registry names");
    }
    return known && code.isPresent();
  }

  /** Minutes from injection to scan, or empty where the scan came first. */
  Optional<Duration> postInjection(Tracer tracer, DicomDateTime scan) {
    Duration time = Duration.between(tracer.start().toInstant(), scan.instant(context.siteZone()));
    if (time.isNegative()) {
      notes.add(
          Code.TRACER_AFTER_SCAN,
          "The tracer's start lies " + time.abs().toMinutes() + " min after the scan's");
      return Optional.empty();
    }
    return Optional.of(time);
  }
}
