package org.therafed.dicom.deidentify;

import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.VR;

/**
 * The data set or item in which an element stands, as far as its treatment depends on it.
 *
 * @param sopClass of the whole object
 * @param set the item itself
 * @param sequence tag of the sequence that holds it; 0 at the top
 * @param charset in force, own or inherited
 * @param retained whether an option keeps the sequence, so that its texts stay as written
 * @param code the judgement over the code the item holds
 * @param says what the item says of the patient, where it is a content item
 */
record Scope(
    String sopClass,
    DataSet set,
    int sequence,
    SpecificCharacterSet charset,
    boolean retained,
    Optional<CodedItem> code,
    ContentItem says) {

  /** The values of an element of this item, read as of a representation. */
  List<String> strings(Element element, VR vr) {
    Element meant = element.vr() == vr ? element : new Element(element.tag(), vr, element.value());
    return DataSet.strings(meant, charset);
  }

  /** The representation as written; for UN that of the dictionary. */
  static VR meaning(Element element) {
    return element.vr() == VR.UN && !element.isPrivate()
        ? Dictionary.vr(element.tag())
        : element.vr();
  }
}
