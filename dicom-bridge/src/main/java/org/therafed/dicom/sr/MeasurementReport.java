package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * A report of measurements on images, PS3.16 TID 1500.
 *
 * @param title Imaging, PET, Oncology … Measurement Report, CID 7021
 * @param observers persons and devices
 * @param procedures Procedure reported (121058)
 * @param unread content items below groups that this type has no place for: never silently none
 */
public record MeasurementReport(
    Code title,
    List<Observer> observers,
    List<Code> procedures,
    List<MeasurementGroup> groups,
    int unread) {
  private static final List<Code> TITLES =
      List.of(
          Concepts.MEASUREMENT_REPORT,
          Concepts.ONCOLOGY_MEASUREMENT_REPORT,
          Code.dcm("126002", "Dynamic Contrast MR Measurement Report"),
          Concepts.PET_MEASUREMENT_REPORT);

  public MeasurementReport {
    observers = List.copyOf(observers);
    procedures = List.copyOf(procedures);
    groups = List.copyOf(groups);
  }

  /** Whether a document is such a report, by its title. */
  public static boolean is(SrDocument document) {
    return document.title().filter(t -> TITLES.stream().anyMatch(t::means)).isPresent();
  }

  /**
   * Reads the report.
   *
   * @throws DicomFault {@link DicomFaultCode#SR_OTHER_TEMPLATE} where the title is another
   */
  public static MeasurementReport of(SrDocument document) {
    if (!is(document)) {
      throw DicomFault.of(
          DicomFaultCode.SR_OTHER_TEMPLATE,
          "the title is none of a measurement report's (CID 7021)");
    }
    ContentItem root = document.root();
    List<MeasurementGroup> groups = new ArrayList<>();
    int unread = 0;
    for (ContentItem section : root.children()) {
      if (section.is(Concepts.IMAGING_MEASUREMENTS) || section.is(Concepts.DERIVED_MEASUREMENTS)) {
        for (ContentItem group : section.all(Concepts.MEASUREMENT_GROUP)) {
          GroupReader reader = new GroupReader(group);
          groups.add(reader.read());
          unread += reader.unread();
        }
      }
    }
    return new MeasurementReport(
        document.title().orElseThrow(),
        Observer.of(root),
        root.all(Concepts.PROCEDURE_REPORTED).stream()
            .map(ContentItem::code)
            .flatMap(Optional::stream)
            .toList(),
        groups,
        unread);
  }

  /** The content tree, TID 1500 rows 1 to 6; codes of SNOMED are written as SCT. */
  public SrDocument document() {
    List<ContentItem> children = new ArrayList<>();
    children.add(
        ContentItem.of(
            Relationship.HAS_CONCEPT_MOD,
            Concepts.LANGUAGE,
            new ItemValue.Coded(Optional.of(new Code("en", "RFC5646", "English")))));
    observers.forEach(observer -> children.addAll(observer.items()));
    procedures.forEach(
        code ->
            children.add(
                ContentItem.of(
                    Relationship.HAS_CONCEPT_MOD,
                    Concepts.PROCEDURE_REPORTED,
                    new ItemValue.Coded(Optional.of(code)))));
    children.add(
        ContentItem.of(
            Relationship.CONTAINS,
            Concepts.IMAGING_MEASUREMENTS,
            new ItemValue.Container(false, Optional.empty()),
            groups.stream().map(GroupWriter::write).toList()));
    return new SrDocument(
        SrDocument.COMPREHENSIVE_3D, true, false, ContentItem.root(title, "1500", children));
  }
}
