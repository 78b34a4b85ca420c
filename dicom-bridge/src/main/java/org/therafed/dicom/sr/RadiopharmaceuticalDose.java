package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * A radiopharmaceutical radiation dose report, PS3.16 TID 10021.
 *
 * @param procedure Associated Procedure
 * @param intent diagnostic, therapeutic …
 */
public record RadiopharmaceuticalDose(
    Optional<Code> procedure, Optional<Code> intent, List<Administration> administrations) {
  public RadiopharmaceuticalDose {
    administrations = List.copyOf(administrations);
  }

  /** Whether a document is such a report, by its title. */
  public static boolean is(SrDocument document) {
    return document.title().filter(Concepts.RADIOPHARMACEUTICAL_REPORT::means).isPresent();
  }

  /**
   * Reads the report.
   *
   * @throws DicomFault {@link DicomFaultCode#SR_OTHER_TEMPLATE} where the title is another
   */
  public static RadiopharmaceuticalDose of(SrDocument document) {
    if (!is(document)) {
      throw DicomFault.of(
          DicomFaultCode.SR_OTHER_TEMPLATE,
          "the title is not Radiopharmaceutical Radiation Dose Report (113500, DCM)");
    }
    ContentItem root = document.root();
    Optional<ContentItem> procedure =
        root.first(Concepts.ASSOCIATED_PROCEDURE).or(() -> root.first(Concepts.PROCEDURE_REPORTED));
    return new RadiopharmaceuticalDose(
        procedure.flatMap(ContentItem::code),
        procedure.flatMap(p -> p.code(Concepts.HAS_INTENT)),
        root.all(Concepts.ADMINISTRATION).stream().map(AdministrationItems::read).toList());
  }

  /** The content tree by TID 10021; codes of SNOMED are written as SCT. */
  public SrDocument document() {
    List<ContentItem> children = new ArrayList<>();
    procedure.ifPresent(
        code ->
            children.add(
                ContentItem.of(
                    Relationship.HAS_CONCEPT_MOD,
                    Concepts.ASSOCIATED_PROCEDURE,
                    new ItemValue.Coded(Optional.of(code)),
                    intent.map(i -> GroupWriter.modifier(Concepts.HAS_INTENT, i)).stream()
                        .toList())));
    administrations.forEach(a -> children.add(AdministrationItems.write(a)));
    return new SrDocument(
        SrDocument.RADIOPHARMACEUTICAL_DOSE,
        true,
        false,
        ContentItem.root(Concepts.RADIOPHARMACEUTICAL_REPORT, "10021", children));
  }
}
