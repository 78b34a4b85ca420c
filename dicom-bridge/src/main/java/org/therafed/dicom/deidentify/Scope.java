package org.therafed.dicom.deidentify;

import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;

/**
 * The data set or item in which an element stands, as far as its treatment depends on it.
 *
 * @param sopClass of the whole object
 * @param set the item itself
 * @param sequence tag of the sequence that holds it; 0 at the top
 * @param charset in force, own or inherited
 * @param retained whether an option keeps the sequence, so that its texts stay as written
 * @param code the judgement over the code the item holds
 */
record Scope(
    String sopClass,
    DataSet set,
    int sequence,
    SpecificCharacterSet charset,
    boolean retained,
    Optional<CodedItem> code) {

  /** Concepts that state a characteristic of the patient, DCM, LOINC and SNOMED CT. */
  private static final Set<String> CHARACTERISTICS =
      Set.of(
          "121032",
          "121033",
          "8302-2",
          "29463-7",
          "3141-9",
          "27113001",
          "50373000",
          "8277-6",
          "301898006",
          "397669002",
          "60621009",
          "F-01860",
          "F-03077",
          "F-008EC");

  /** Whether this is a content item about age, sex, height or weight of the patient. */
  boolean statesCharacteristic() {
    return set.item(Tag.ConceptNameCodeSequence)
        .flatMap(name -> name.string(Tag.CodeValue))
        .map(CHARACTERISTICS::contains)
        .orElse(false);
  }
}
