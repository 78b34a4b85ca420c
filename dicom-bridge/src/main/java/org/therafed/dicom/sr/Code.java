package org.therafed.dicom.sr;

import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/**
 * A coded concept, PS3.3 section 8: what Code Value means is decided by the scheme.
 *
 * @param value Code Value (0008,0100), or its long or URN form
 * @param scheme Coding Scheme Designator (0008,0102); empty for URN codes
 * @param meaning Code Meaning (0008,0104), for readers only: it decides nothing
 */
public record Code(String value, String scheme, String meaning) {
  private static final int SHORT_VALUE = 16;

  /** A code of scheme DCM, PS3.16 Annex D. */
  public static Code dcm(String value, String meaning) {
    return new Code(value, "DCM", meaning);
  }

  /** A code of SNOMED CT. */
  public static Code sct(String value, String meaning) {
    return new Code(value, "SCT", meaning);
  }

  /** A UCUM unit. */
  public static Code ucum(String unit) {
    return new Code(unit, "UCUM", unit);
  }

  /** The code of an item of a code sequence; empty where it has no value. */
  static Optional<Code> of(DataSet item) {
    return item.string(Tag.CodeValue)
        .or(() -> item.string(Tag.LongCodeValue))
        .or(() -> item.string(Tag.URNCodeValue))
        .map(
            value ->
                new Code(
                    value.trim(),
                    item.string(Tag.CodingSchemeDesignator).orElse(""),
                    item.string(Tag.CodeMeaning).orElse("")));
  }

  /** The code of the first item of a code sequence. */
  public static Optional<Code> of(DataSet holder, int sequenceTag) {
    return holder.item(sequenceTag).flatMap(Code::of);
  }

  /** Writes this code into an empty item that lies in its data set already. */
  void write(DataSet item) {
    if (scheme.isEmpty()) {
      item.put(Tag.URNCodeValue, VR.UR, value);
    } else if (value.length() > SHORT_VALUE) {
      item.put(Tag.LongCodeValue, VR.UC, value);
    } else {
      item.put(Tag.CodeValue, VR.SH, value);
    }
    if (!scheme.isEmpty()) {
      item.put(Tag.CodingSchemeDesignator, VR.SH, scheme);
    }
    item.put(Tag.CodeMeaning, VR.LO, meaning.isEmpty() ? value : meaning);
  }

  /** The same concept in SNOMED CT where this is a SNOMED-RT id; else this. */
  public Code modern() {
    return SnomedCodes.modern(this);
  }

  /** Whether both mean the same, whatever their words, SRT and SCT alike. */
  public boolean means(Code other) {
    Code a = modern();
    Code b = other.modern();
    return a.value.equals(b.value) && a.scheme.equals(b.scheme);
  }
}
