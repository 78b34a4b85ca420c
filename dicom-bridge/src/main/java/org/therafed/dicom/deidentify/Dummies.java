package org.therafed.dicom.deidentify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Values that say nothing and fit their representation (action D). */
final class Dummies {
  static final String TEXT = "REMOVED";
  static final String SCHEME = "99THERAFED";

  private Dummies() {}

  /** An element with a dummy value, for every VR but SQ and UI. */
  static Element of(int tag, VR vr) {
    String text =
        switch (vr) {
          case AS -> "000D";
          case CS -> "UNKNOWN";
          case DA -> "19000101";
          case DT -> "19000101000000";
          case TM -> "000000";
          case DS, IS, FD, FL, SL, SS, SV, UL, US, UV -> "0";
          case AT -> "00000000";
          case UR -> "urn:removed";
          default -> TEXT;
        };
    if (vr.kind() == VR.Kind.BINARY) {
      return new Element(tag, vr, Value.Inline.of(new byte[Math.max(2, vr.width())]));
    }
    return Element.of(tag, vr, List.of(text), SpecificCharacterSet.DEFAULT);
  }

  /** An element without value. */
  static Element empty(int tag, VR vr) {
    Value value = vr == VR.SQ ? new Value.Items(List.of(), false) : Value.Inline.of(new byte[0]);
    return new Element(tag, vr, value);
  }

  /** A code that says nothing, PS3.3 Table 8.8-1. */
  static DataSet code() {
    return new DataSet()
        .put(Tag.CodeValue, VR.SH, TEXT)
        .put(Tag.CodingSchemeDesignator, VR.SH, SCHEME)
        .put(Tag.CodeMeaning, VR.LO, TEXT);
  }

  /** Above 89 years all ages are one. */
  static DataSet oldestAge() {
    return new DataSet()
        .put(Tag.NumericValue, VR.DS, "90")
        .putItems(
            Tag.MeasurementUnitsCodeSequence,
            new DataSet()
                .put(Tag.CodeValue, VR.SH, "a")
                .put(Tag.CodingSchemeDesignator, VR.SH, "UCUM")
                .put(Tag.CodeMeaning, VR.LO, "year"));
  }

  /** A content tree of one remark, so that a report without its content stays a report. */
  static DataSet contentItem() {
    return new DataSet()
        .put(Tag.RelationshipType, VR.CS, "CONTAINS")
        .put(Tag.ValueType, VR.CS, "TEXT")
        .putItems(
            Tag.ConceptNameCodeSequence,
            new DataSet()
                .put(Tag.CodeValue, VR.SH, "121106")
                .put(Tag.CodingSchemeDesignator, VR.SH, "DCM")
                .put(Tag.CodeMeaning, VR.LO, "Comment"))
        .put(Tag.TextValue, VR.UT, TEXT);
  }

  /** A graphic annotation of one invisible word, PS3.3 section C.10.5. */
  static DataSet graphicAnnotation() {
    return new DataSet()
        .put(Tag.GraphicLayer, VR.CS, TEXT)
        .putItems(
            Tag.TextObjectSequence,
            new DataSet()
                .put(Tag.AnchorPointAnnotationUnits, VR.CS, "DISPLAY")
                .put(Tag.UnformattedTextValue, VR.ST, TEXT)
                .put(Tag.AnchorPoint, VR.FL, 0f, 0f)
                .put(Tag.AnchorPointVisibility, VR.CS, "N"));
  }

  /** A waveform annotation of one word over all of the first group, PS3.3 section C.10.10. */
  static DataSet waveformAnnotation() {
    return new DataSet()
        .put(Tag.UnformattedTextValue, VR.ST, TEXT)
        .put(Tag.ReferencedWaveformChannels, VR.US, 1, 0);
  }

  /** An empty page: the smallest document that readers of PDF open. */
  static byte[] pdf() {
    String[] objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    };
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    StringBuilder table = new StringBuilder("xref\n0 4\n0000000000 65535 f \n");
    for (int i = 0; i < objects.length; i++) {
      table.append(String.format(java.util.Locale.ROOT, "%010d 00000 n \n", pdf.length()));
      pdf.append(i + 1).append(" 0 obj").append(objects[i]).append("endobj\n");
    }
    int start = pdf.length();
    pdf.append(table).append("trailer<</Size 4/Root 1 0 R>>\nstartxref\n").append(start);
    return pdf.append("\n%%EOF\n").toString().getBytes(StandardCharsets.US_ASCII);
  }
}
