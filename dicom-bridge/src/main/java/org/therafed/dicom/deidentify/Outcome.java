package org.therafed.dicom.deidentify;

import org.therafed.dicom.dataset.Element;

/**
 * What came of an element.
 *
 * @param element null where it was removed
 */
record Outcome(Element element, Treatment treatment) {
  static final Outcome REMOVED = new Outcome(null, Treatment.REMOVED);
}
