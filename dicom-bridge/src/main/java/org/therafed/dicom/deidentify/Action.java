package org.therafed.dicom.deidentify;

/** The action codes of PS3.15 Table E.1-1a. */
enum Action {
  /** X */
  REMOVE('X'),
  /** Z */
  EMPTY('Z'),
  /** D */
  DUMMY('D'),
  /** U */
  UID('U'),
  /** K */
  KEEP('K'),
  /** C */
  CLEAN('C');

  private final char letter;

  Action(char letter) {
    this.letter = letter;
  }

  static Action of(char letter) {
    for (Action action : values()) {
      if (action.letter == letter) {
        return action;
      }
    }
    throw new IllegalStateException("No action " + letter + " in Table E.1-1a");
  }
}
