package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of archives that are asked for images. */
public enum PullCode implements GatewayCode {
  SOURCE(
      "GW-PULL-001",
      "No archive of this name is configured.",
      "One of those that GET /ops/pull shows is needed.",
      "Correct the address, or set THERAFED_PULL_SOURCES_*."),
  RUNNING(
      "GW-PULL-002",
      "The archive is being asked already.",
      "Nothing.",
      "Look at /ops/pull, and ask again when it has ended."),
  HOST(
      "GW-PULL-003",
      "The archive's name has no address here.",
      "A name that the name service knows, or an address, is needed.",
      "Correct host or URL of the source, or the name service (DNS)."),
  UNREACHABLE(
      "GW-PULL-004",
      "The archive cannot be reached: {detail}.",
      "A running archive, and a firewall that lets the gateway through, are needed.",
      "Compare host and port with the archive; the gateway tries again by itself."),
  REJECTED(
      "GW-PULL-005",
      "The archive rejects the association: {detail}.",
      "AE titles that both sides know are needed.",
      "Compare called and calling title with the archive's settings."),
  TLS(
      "GW-PULL-006",
      "TLS with the archive failed: {detail}.",
      "Certificates that name their host, have not ended and are trusted on the other side are"
          + " needed.",
      "Compare both sides; of DICOM, THERAFED_DICOM_TLS_* says what the gateway shows and trusts,"
          + " of DICOMweb, the trust store of its Java."),
  LOGIN(
      "GW-PULL-007",
      "The archive answers with status {status}: it does not let the gateway in.",
      "A valid token is needed.",
      "Renew the token in the file that the source names, or ask who runs the archive."),
  TIMEOUT(
      "GW-PULL-008",
      "The archive did not answer in time.",
      "An answer within THERAFED_PULL_TIMEOUT is needed.",
      "Look at the archive; the gateway tries again by itself."),
  QUERY(
      "GW-PULL-009",
      "The archive refuses {what} with status {status}.",
      "An archive that grants the gateway query and retrieval is needed; for C-MOVE it must know"
          + " the gateway by title, address and port.",
      "Look at the archive's log and settings; the gateway tries again by itself."),
  ANSWER(
      "GW-PULL-010",
      "The archive answers in a way that cannot be used: {detail}.",
      "Query and retrieval by PS3.4 Annex C, or by QIDO-RS and WADO-RS, are needed.",
      "Compare with the archive's conformance statement; the gateway tries again by itself."),
  INCOMPLETE(
      "GW-PULL-011",
      "{count} instances that the archive names did not come, or were refused here.",
      "All of them are needed.",
      "Look at /ops/arrivals?state=refused and at the archive's log; the gateway tries again by"
          + " itself."),
  TOKEN_FILE(
      "GW-PULL-012",
      "The file with the token for the archive cannot be read.",
      "A file that the gateway may read is needed.",
      "Correct TOKEN_FILE of the source, or the rights of the file."),
  ID(
      "GW-PULL-013",
      "The archive cannot be asked for the patient's id without naming others too.",
      "An id of at most 64 characters without *, ? and backslash is needed.",
      "Send the images by C-STORE or STOW-RS.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  PullCode(String code, String found, String needed, String remedy) {
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
