package org.therafed.dicom.cli;

/** What can be wrong with a command, beside what is wrong with DICOM input or a peer. */
enum CliFaultCode {
  ARGUMENTS("DCM-CLI-001", "Wrong arguments"),
  NO_INPUT("DCM-CLI-002", "Nothing to read"),
  OUTPUT("DCM-CLI-003", "The output cannot be written"),
  INCOMPLETE("DCM-CLI-004", "Not everything was done"),
  PEER_STATUS("DCM-CLI-005", "The peer answered with a failure"),
  INTERNAL("DCM-CLI-006", "A defect of this program"),
  SAME_OBJECT("DCM-CLI-007", "The object was there already"),
  MEMORY("DCM-CLI-008", "Not enough memory");

  private final String code;
  private final String meaning;

  CliFaultCode(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  String code() {
    return code;
  }

  String meaning() {
    return meaning;
  }
}
