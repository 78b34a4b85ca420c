package org.therafed.dicom.deidentify;

import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.SpecificCharacterSet;

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
    Optional<CodedItem> code) {}
