package org.therafed.dicom.deidentify;

/**
 * What is to be done with an element.
 *
 * @param fallback what follows where cleaning leaves nothing
 * @param option whose column says so; null where none
 */
record Decision(Action action, Action fallback, Basis basis, Option option) {

  static Decision of(Action action, Basis basis) {
    return new Decision(action, action, basis, null);
  }
}
