package org.therafed.dicom.pixel;

/** Takes the samples of a frame, line by line, as they are decoded. */
public interface SampleLines {
  /**
   * Takes a line of one component.
   *
   * @param samples as coded: the sign, where the image has one, is not drawn out; valid until this
   *     method returns
   * @param from where the line begins; it has as many samples as the image has columns
   * @param row from 0
   * @param component from 0
   * @param precision bits with which the component is coded, 2 to 16; what lies above is nothing
   */
  void line(int[] samples, int from, int row, int component, int precision);
}
