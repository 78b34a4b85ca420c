package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** States in the object that and how it was de-identified, PS3.15 section E.2 and CID 7050. */
final class Marks {
  private static final String METHOD = "Therafed: PS3.15 Annex E 2026c";

  private Marks() {}

  static void write(
      DataSet out, Policy policy, PixelGuard.Decision pixels, DeidentificationReport report) {
    put(out, report, Tag.PatientIdentityRemoved, VR.CS, "YES");
    put(out, report, Tag.DeidentificationMethod, VR.LO, METHOD);
    List<DataSet> codes = new ArrayList<>();
    codes.add(code("113100", "Basic Application Confidentiality Profile"));
    for (Option option : policy.options()) {
      codes.add(code(option.code(), option.meaning()));
    }
    out.putItems(Tag.DeidentificationMethodCodeSequence, codes);
    written(report, Tag.DeidentificationMethodCodeSequence);
    String dates =
        policy.has(Option.RETAIN_FULL_DATES)
            ? "UNMODIFIED"
            : policy.has(Option.RETAIN_MODIFIED_DATES) ? "MODIFIED" : "REMOVED";
    put(out, report, Tag.LongitudinalTemporalInformationModified, VR.CS, dates);
    if (pixels.free()) {
      put(out, report, Tag.BurnedInAnnotation, VR.CS, "NO");
    }
    if (out.string(Tag.SOPClassUID).orElse("").equals(LeafActions.ENCAPSULATED_PDF)) {
      out.put(Tag.EncapsulatedDocumentLength, VR.UL, Dummies.pdf().length);
      written(report, Tag.EncapsulatedDocumentLength);
    }
  }

  private static DataSet code(String value, String meaning) {
    return new DataSet()
        .put(Tag.CodeValue, VR.SH, value)
        .put(Tag.CodingSchemeDesignator, VR.SH, "DCM")
        .put(Tag.CodeMeaning, VR.LO, meaning);
  }

  private static void put(
      DataSet out, DeidentificationReport report, int tag, VR vr, String value) {
    out.put(tag, vr, value);
    written(report, tag);
  }

  private static void written(DeidentificationReport report, int tag) {
    report.add(new ElementPath(null, 0, tag), Treatment.WRITTEN, Basis.BASIC_PROFILE);
  }
}
