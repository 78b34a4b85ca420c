package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of any request, of the operators' pages and of the database. */
public enum ServiceCode implements GatewayCode {
  INTAKE_BODY_SIZE(
      "GW-INTAKE-001",
      "A body larger than {limit} bytes was sent.",
      "A smaller one is needed.",
      "Split the upload, or raise {setting}."),
  INTAKE_TOKEN(
      "GW-INTAKE-002",
      "The request carries no valid token.",
      "Authorization: Bearer with the gateway's intake token is needed.",
      "Ask the gateway's operator for the token."),
  UNEXPECTED(
      "GW-INTAKE-003",
      "The record could not be processed because of a defect of the gateway.",
      "Nothing of the sender.",
      "Report the instance to the gateway's operator; the record is kept and can be retried."),
  HTTP_REFUSED(
      "GW-HTTP-001",
      "The server answers this request with status {status}.",
      "Address, method and media types as the gateway's README states are needed.",
      "Correct the request."),
  HTTP_UNEXPECTED(
      "GW-HTTP-002",
      "The request failed because of a defect of the gateway.",
      "Nothing of the sender.",
      "Report the instance to the gateway's operator, who finds it in the log."),
  ARRIVAL_UNKNOWN(
      "GW-OPS-001",
      "No arrival has this id.",
      "The id of an arrival of this gateway is needed.",
      "List them at /ops/arrivals."),
  RETRY_STATE(
      "GW-OPS-002",
      "The arrival is {state}.",
      "Only held arrivals of a known person, and those the registry refused, can be retried; what"
          + " was refused at the door was never converted.",
      "See its reasons at /ops/arrivals/{id}; mend it where it comes from and send it again."),
  NOTHING_LEAVES(
      "GW-OPS-003",
      "Nothing of this arrival would leave now.",
      "See its reasons.",
      "Correct what they name, then look again."),
  NOT_DOUBTED(
      "GW-OPS-004",
      "The arrival is {state}, and its patient is not in doubt.",
      "Only arrivals held with GW-DICOM-009 can be released or refused.",
      "Look at what became of it at /ops/arrivals/{id}."),
  DATABASE(
      "GW-DB-001",
      "The database did not answer.",
      "A reachable PostgreSQL is needed.",
      "Send again; the gateway's operator looks at the database."),
  DATABASE_VALUE(
      "GW-DB-002",
      "The database refuses a value of the record.",
      "Values that a text of PostgreSQL and its indexes can hold are needed.",
      "Do not send it again as it is; report it to the gateway's operator.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ServiceCode(String code, String found, String needed, String remedy) {
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
