package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of HL7 v2 messages. */
public enum Hl7Code implements GatewayCode {
  FRAME(
      "GW-HL7-001",
      "Bytes came outside the frame of a message.",
      "MLLP is needed: 0B, the message, 1C 0D.",
      "Look at the sender's transport settings; the bytes are kept."),
  CUT(
      "GW-HL7-002",
      "A message broke off: the connection ended or fell silent, or another message began.",
      "The end of the message, 1C 0D, is needed.",
      "Send the message again; it was not acknowledged."),
  TOO_LARGE(
      "GW-HL7-003",
      "The message is larger than {limit} bytes.",
      "A smaller one is needed.",
      "Raise THERAFED_HL7_MAX_MESSAGE."),
  HEADER(
      "GW-HL7-004",
      "The message does not begin with MSH and five different delimiters.",
      "MSH-1 and MSH-2 as HL7 v2 states them are needed.",
      "Correct the sender's encoding; the bytes are kept."),
  CHARSET(
      "GW-HL7-005",
      "MSH-18 names a character set that is not read here.",
      "A set of HL7 table 0211 other than UTF-16 and UTF-32 is needed.",
      "Set the sender to UNICODE UTF-8 or GB 18030-2000."),
  BYTES(
      "GW-HL7-006",
      "The bytes are not {charset}.",
      "The character set that MSH-18 names, or else THERAFED_HL7_CHARSET, is needed.",
      "Correct MSH-18 at the sender, or the setting, and send the message again."),
  STRUCTURE(
      "GW-HL7-007",
      "The message is not HL7 v2 at {place}.",
      "Segments and fields as its version states them are needed.",
      "Correct the message at its source and send it again."),
  VERSION(
      "GW-HL7-008",
      "MSH-12 names no version of HL7 v2.",
      "2.1 to 2.8.1 is needed.",
      "Correct MSH-12 at the sender."),
  TYPE(
      "GW-HL7-009",
      "Messages of type {type} are not taken.",
      "One of the types in docs/hl7.md is needed.",
      "Route only these to the gateway."),
  EVENT(
      "GW-HL7-010",
      "Messages of type {type} are not taken, though the same with other events are.",
      "One of the events in docs/hl7.md is needed.",
      "Route only these to the gateway."),
  CONTROL_ID(
      "GW-HL7-011",
      "MSH-10 is empty.",
      "A control id that is the message's own is needed.",
      "Correct it at the sender and send the message again."),
  SENDER(
      "GW-HL7-012",
      "The sender of MSH-3 and MSH-4 is not on the list.",
      "A sender of THERAFED_HL7_SENDERS is needed.",
      "Add the sender to the list, or stop it."),
  NO_PATIENT(
      "GW-HL7-013",
      "The message names no patient.",
      "PID-3 with an id of the hospital (type MR, PI, PT or none) is needed.",
      "Correct it at the sender and send the message again."),
  NO_ROOM(
      "GW-HL7-014",
      "The message could not be stored durably.",
      "Space and a working database are needed.",
      "Send again later."),
  PATIENTS(
      "GW-HL7-015",
      "The message is about {count} patients.",
      "One patient per message is needed.",
      "Split the message by patient."),
  PATIENT_ID(
      "GW-HL7-016",
      "The patient's id or its issuer is longer than {limit} bytes or holds a control character.",
      "An id that can be recorded is needed.",
      "Correct it at its source and send the message again."),
  NO_MERGED(
      "GW-HL7-017",
      "A merge does not say which patient is merged.",
      "MRG-1 is needed.",
      "Correct it at the sender and send the message again."),
  PARTS(
      "GW-HL7-018",
      "The message has more than {segments} segments or {parts} fields and components.",
      "Fewer are needed.",
      "Split the message at its source."),
  TRAINING(
      "GW-HL7-019",
      "MSH-11 says that the message is for training or debugging.",
      "P, for production, is needed for records that leave.",
      "Nothing, if it was a trial; retry it if it is a patient's record after all."),
  REPORT(
      "GW-HL7-020",
      "The message is a report; its text stays here.",
      "Nothing: texts never leave the hospital.",
      "Nothing."),
  UNMERGE(
      "GW-HL7-021",
      "The message takes a merge of patients back, or moves ids between them.",
      "Somebody who knows which records are whose is needed.",
      "Send the records anew under the ids that they belong to, and the wrong ones as"
          + " entered-in-error; this message is kept."),
  NOTHING(
      "GW-HL7-022",
      "Nothing of the message could be carried over; {count} parts could not, the first: {first}",
      "A part that the registry has a place for is needed.",
      "See docs/hl7.md; correct it and send it again, or retry it when modules or settings have"
          + " changed."),
  TAKE_BACK(
      "GW-HL7-023",
      "{place} takes a record back, which cannot be told from it: {first}",
      "The whole record, as it was sent first, is needed with the status that takes it back.",
      "Send it with all its fields; the record that was sent before stands until then.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  Hl7Code(String code, String found, String needed, String remedy) {
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
