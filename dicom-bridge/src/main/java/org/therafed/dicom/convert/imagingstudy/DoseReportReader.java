package org.therafed.dicom.convert.imagingstudy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.sr.Administration;
import org.therafed.dicom.sr.Code;
import org.therafed.dicom.sr.RadiopharmaceuticalDose;
import org.therafed.dicom.sr.SrDocument;
import org.therafed.dicom.sr.SrNumber;

/**
 * Administrations of radiopharmaceutical dose reports (PS3.16 TID 10021), told in the attributes of
 * an image so that one reader judges both.
 */
final class DoseReportReader {
  /** Megabecquerel of the units that reports are written in. */
  private static final Map<String, Double> MEGABECQUEREL =
      Map.of("MBq", 1.0, "GBq", 1000.0, "kBq", 1e-3, "Bq", 1e-6);

  private final Notes notes;

  DoseReportReader(Notes notes) {
    this.notes = notes;
  }

  /** Whether a header is such a report. */
  static boolean is(DataSet header) {
    return header
        .string(Tag.SOPClassUID)
        .filter(SrDocument.RADIOPHARMACEUTICAL_DOSE::equals)
        .isPresent();
  }

  /** The administrations of a report; none where it is another report. */
  List<Administration> read(SrDocument document) {
    return RadiopharmaceuticalDose.is(document)
        ? RadiopharmaceuticalDose.of(document).administrations()
        : List.of();
  }

  /**
   * One administration as an item of Radiopharmaceutical Information Sequence (0054,0016), MBq.
   *
   * @param report whose offset from UTC its times have
   */
  DataSet information(Administration event, DataSet report) {
    DataSet item = item(report);
    megabecquerel(event.administered())
        .ifPresent(
            mbq -> item.put(Tag.RadionuclideTotalDose, VR.DS, SrNumber.of(mbq, "MBq").text()));
    event.start().ifPresent(time -> item.put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, time));
    event
        .halfLife()
        .filter(number -> number.unit().equals("s"))
        .ifPresent(number -> item.put(Tag.RadionuclideHalfLife, VR.DS, number.text()));
    List<DataSet> agent = code(event.agent());
    item.putItems(Tag.RadiopharmaceuticalCodeSequence, agent);
    item.putItems(Tag.RadionuclideCodeSequence, code(event.radionuclide()));
    item.putItems(Tag.AdministrationRouteCodeSequence, code(event.route()));
    event
        .agent()
        .filter(code -> !code.meaning().isEmpty())
        .ifPresent(code -> item.put(Tag.Radiopharmaceutical, VR.LO, code.meaning()));
    return item;
  }

  /** An empty item with the offset from UTC that is in force in the report. */
  static DataSet item(DataSet report) {
    DataSet item = new DataSet().put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    report.element(Tag.TimezoneOffsetFromUTC).ifPresent(item::put);
    return item;
  }

  private static List<DataSet> code(Optional<Code> code) {
    List<DataSet> items = new ArrayList<>();
    code.ifPresent(
        c ->
            items.add(
                new DataSet()
                    .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
                    .put(Tag.CodeValue, VR.SH, c.value())
                    .put(Tag.CodingSchemeDesignator, VR.SH, c.scheme())
                    .put(Tag.CodeMeaning, VR.LO, c.meaning())));
    return items;
  }

  /** In MBq; empty where there is none or its unit is no activity. */
  Optional<Double> megabecquerel(Optional<SrNumber> activity) {
    if (activity.isEmpty()) {
      return Optional.empty();
    }
    Double factor = MEGABECQUEREL.get(activity.get().unit());
    if (factor == null) {
      notes.add(
          ConversionNote.Code.TRACER_UNIT_DOUBTFUL,
          "An activity of a dose report is in none of "
              + MEGABECQUEREL.keySet().stream().sorted().toList());
      return Optional.empty();
    }
    return Optional.of(activity.get().value() * factor);
  }
}
