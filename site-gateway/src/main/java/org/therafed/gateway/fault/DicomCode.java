package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of DICOM objects. */
public enum DicomCode implements GatewayCode {
  NOT_READABLE(
      "GW-DICOM-001",
      "The object cannot be read: {detail}.",
      "A complete DICOM data set is needed.",
      "Send the object again from its source."),
  NO_PATIENT(
      "GW-DICOM-002",
      "The object has no Patient ID.",
      "Patient ID (0010,0020) is needed to find the consent.",
      "Correct the object at its source and send it again."),
  TOO_LARGE(
      "GW-DICOM-003",
      "The object is larger than {limit} bytes.",
      "A smaller one is needed.",
      "Raise THERAFED_DICOM_MAX_OBJECT."),
  NO_ROOM(
      "GW-DICOM-004",
      "The object could not be stored durably.",
      "Space and a working database are needed.",
      "Send again later."),
  NO_STUDY(
      "GW-DICOM-005",
      "The object has no Study, Series or SOP Instance UID.",
      "All three are needed.",
      "Correct the object at its source and send it again."),
  MISMATCH(
      "GW-DICOM-006",
      "SOP class or instance of the command and of the data set differ.",
      "The same in both is needed.",
      "Send the object again from its source."),
  CONVERSION(
      "GW-DICOM-007",
      "The study cannot be converted: {detail}.",
      "A study as PS3.3 describes is needed.",
      "Correct the study at its source and send it again."),
  NOT_CONVERTIBLE(
      "GW-DICOM-008",
      "The object's header cannot be used: {detail}.",
      "Attributes as PS3.3 and PS3.5 describe are needed.",
      "Correct the object at its source and send it again."),
  PATIENT_DIFFERS(
      "GW-DICOM-009",
      "The images may be of another patient: {what}.",
      "Images of the patient whom their Patient ID names are needed.",
      "Look whose they are; then POST /ops/arrivals/{id}/release, or /refuse, or correct the"
          + " patient."),
  OTHER_PATIENT(
      "GW-DICOM-010",
      "Somebody at the hospital found the images to be of another patient.",
      "Images of the patient whom their Patient ID names are needed.",
      "Correct the Patient ID at the source and send them again; retry if it was a mistake."),
  PART(
      "GW-DICOM-011",
      "A part of the request is no object that can be taken: {detail}.",
      "Parts of application/dicom are needed, each a Part 10 file, in a well-formed"
          + " multipart/related body.",
      "Send again what the response does not name as stored."),
  OTHER_STUDY(
      "GW-DICOM-012",
      "The object is of another study than the address of the request names.",
      "Objects of that study only are needed.",
      "Send the object to /dicomweb/studies, or to the address of its own study."),
  NO_REQUESTER(
      "GW-DICOM-013",
      "Storage commitment was asked for by a title that is no requester.",
      "A requester with title and address is needed: the report goes there.",
      "Set THERAFED_DICOM_COMMITMENT_REQUESTERS_*, or correct the title."),
  COMMITMENT_REQUEST(
      "GW-DICOM-014",
      "A request for storage commitment cannot be taken.",
      "UIDs of PS3.5 section 9.1 for transaction, classes and instances, and at most 100,000"
          + " instances, are needed.",
      "Correct the requester, or ask in several transactions."),
  COMMITMENT_REPORT(
      "GW-DICOM-015",
      "A report of storage commitment could not be handed over.",
      "A requester that listens at its address and takes N-EVENT-REPORT is needed.",
      "Compare THERAFED_DICOM_COMMITMENT_REQUESTERS_* with the requester; gateway check says what"
          + " is wrong; the gateway tries again by itself.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  DicomCode(String code, String found, String needed, String remedy) {
    this.code = code;
    this.found = found;
    this.needed = needed;
    this.remedy = remedy;
  }

  @Override
  public Reason template() {
    return new Reason(code, found, needed, remedy);
  }
}
