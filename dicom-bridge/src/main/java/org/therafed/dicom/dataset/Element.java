package org.therafed.dicom.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * One data element.
 *
 * @param tag group in the upper, element number in the lower 16 bits
 * @param vr as written, or from the dictionary where implicit
 * @param value never null; an empty value is inline with no bytes
 */
public record Element(int tag, VR vr, Value value) {

  /**
   * An element of text values, or of numbers from their decimal text (AT: eight hex digits).
   *
   * @throws DicomFault where the character set or the representation cannot express a value
   */
  public static Element of(int tag, VR vr, List<String> values, SpecificCharacterSet charset) {
    if (vr.isText()) {
      return new Element(tag, vr, Value.Inline.of(Values.encodeTexts(vr, values, charset)));
    }
    List<Number> numbers = new ArrayList<>();
    try {
      for (String value : values) {
        numbers.add(NumberText.parse(vr, value));
      }
    } catch (NumberFormatException e) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_VALUE, DicomFault.tagText(tag) + " of VR " + vr + " is no number");
    }
    return new Element(tag, vr, Value.Inline.of(Values.encodeNumbers(vr, numbers)));
  }

  /** Whether the value has no bytes and no items. */
  public boolean isEmpty() {
    if (value instanceof Value.Items items) {
      return items.items().isEmpty();
    }
    return value instanceof Value.Inline inline && inline.length() == 0;
  }

  /** Whether the group number is odd. */
  public boolean isPrivate() {
    return Tags.isPrivate(tag);
  }
}
