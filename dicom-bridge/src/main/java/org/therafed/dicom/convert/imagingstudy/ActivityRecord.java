package org.therafed.dicom.convert.imagingstudy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.therafed.dicom.convert.ConversionNote.Code;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomDateTime;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.measure.Megabecquerel;
import org.therafed.dicom.sr.Administration;
import org.therafed.profiles.terminology.Systems;

/**
 * Activity before and after the injection, each with its time, as a dose report states them (DCM
 * 113508, 113509); only where they balance with the administered activity, as the profile asks.
 */
final class ActivityRecord {
  private static final MathContext DIGITS = new MathContext(9);

  /** Net = before - residual, both decayed to the net time, within 2 % (profile invariant). */
  private static final double BALANCE = 0.02;

  private final ConvertContext context;
  private final Notes notes;
  private final DoseReportReader reader;
  private final DataSet report;

  ActivityRecord(ConvertContext context, Notes notes, DoseReportReader reader, DataSet report) {
    this.context = context;
    this.notes = notes;
    this.reader = reader;
    this.report = report;
  }

  private record At(Megabecquerel activity, OffsetDateTime time) {}

  Optional<Extension> of(Tracer tracer, Administration event) {
    Optional<At> before = event.before().flatMap(this::at);
    Optional<At> after = event.after().flatMap(this::at);
    if (before.isEmpty() || (event.after().isPresent() && after.isEmpty())) {
      return Optional.empty();
    }
    double net = decayed(before.get(), tracer) - after.map(a -> decayed(a, tracer)).orElse(0.0);
    if (Math.abs(net - tracer.activity().value()) > BALANCE * tracer.activity().value()) {
      notes.add(
          Code.ACTIVITY_UNBALANCED,
          "Activity before less activity after, decayed to the start, differs by more than 2 % from"
              + " the administered activity of the report; the measured ones were left out");
      return Optional.empty();
    }
    Extension extension = new Extension(context.profile("activity-record"));
    part(extension, "measured-before", quantity(before.get().activity()));
    part(extension, "measured-before-time", FhirTimes.of(before.get().time()));
    after.ifPresent(a -> part(extension, "residual", quantity(a.activity())));
    after.ifPresent(a -> part(extension, "residual-time", FhirTimes.of(a.time())));
    part(extension, "net-administered", quantity(tracer.activity()));
    part(extension, "net-administered-time", FhirTimes.of(tracer.start()));
    return Optional.of(extension);
  }

  private static double decayed(At measured, Tracer tracer) {
    return measured
        .activity()
        .decayedTo(
            measured.time().toInstant(), tracer.start().toInstant(), tracer.nuclide().halfLife())
        .value();
  }

  private Optional<At> at(Administration.Measured measured) {
    Optional<OffsetDateTime> time =
        measured
            .observed()
            .flatMap(
                text ->
                    DoseReportReader.item(report)
                        .put(Tag.DateTime, VR.DT, text)
                        .dateTime(Tag.DateTime))
            .filter(DicomDateTime::hasTime)
            .map(t -> t.at(context.siteZone()));
    Optional<Double> activity = reader.megabecquerel(Optional.of(measured.activity()));
    return time.isPresent() && activity.isPresent() && activity.get() >= 0
        ? Optional.of(new At(new Megabecquerel(activity.get()), time.get()))
        : Optional.empty();
  }

  private static Quantity quantity(Megabecquerel activity) {
    return new Quantity()
        .setValue(new BigDecimal(activity.value(), DIGITS).stripTrailingZeros())
        .setUnit("MBq")
        .setSystem(Systems.UCUM)
        .setCode("MBq");
  }

  private static void part(Extension record, String name, Type value) {
    record.addExtension(new Extension(name, value));
  }
}
