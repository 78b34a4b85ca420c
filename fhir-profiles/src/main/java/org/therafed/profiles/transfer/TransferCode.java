package org.therafed.profiles.transfer;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What is wrong with the bytes of a transfer, so that no finding per entry can be made. */
public enum TransferCode implements FaultCode {
  NOT_JSON(
      "FP-TRANSFER-001",
      "The body is not JSON that can be read ({reason}).",
      "One UTF-8 JSON object without repeated names is needed.",
      "Send the transfer as it was built."),
  NOT_A_TRANSFER(
      "FP-TRANSFER-002",
      "The body is no transfer: {reason}.",
      "A FHIR transaction Bundle identified as site/sequence is needed.",
      "Build it with TransferBundle."),
  RESOURCE(
      "FP-TRANSFER-003",
      "Entry {entry} cannot be put into a transfer: {reason}.",
      "A resource with resourceType and id is needed, each once.",
      "Convert and de-identify the record first."),
  NOT_A_REMAP(
      "FP-TRANSFER-004",
      "The body renames no pseudonyms: {reason}.",
      "A message of the form that PseudonymRemap writes is needed.",
      "Build it with PseudonymRemap."),
  NOT_A_RETRACTION(
      "FP-TRANSFER-005",
      "The body takes back no records: {reason}.",
      "A message of the form that Retraction writes is needed.",
      "Build it with Retraction.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  TransferCode(String code, String found, String needed, String remedy) {
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
