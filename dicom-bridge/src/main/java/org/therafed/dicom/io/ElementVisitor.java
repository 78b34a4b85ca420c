package org.therafed.dicom.io;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.VR;

/**
 * What a walk through a file meets, in the order of the file. Depths count items: 0 at the top. A
 * data set around an element holds what its meaning hangs on, its character set and private
 * creators, and nothing else; it is another's at the next call.
 */
public interface ElementVisitor {
  /** Tells nobody. */
  ElementVisitor NOBODY = new ElementVisitor() {};

  /** The preamble and meta information have been read; the data set follows. */
  default void begin(DicomFile file) {}

  /** An element with a value; a long one is a reference. */
  default void element(int depth, DataSet around, Element element) {}

  /** A sequence begins, whose items follow. */
  default void sequence(int depth, DataSet around, int tag, VR vr, boolean undefinedLength) {}

  /**
   * An item of the sequence begins.
   *
   * @param number from 1
   */
  default void item(int depth, long number, boolean undefinedLength) {}

  /**
   * Encapsulated pixel data.
   *
   * @param count fragments without the offset table
   * @param bytes of all, the table included
   */
  default void fragments(int depth, DataSet around, int tag, VR vr, long count, long bytes) {}
}
