package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of the console. */
public enum ConsoleCode implements GatewayCode {
  ROLE(
      "GW-CONSOLE-001",
      "Your account does not have the role for this.",
      "The role {role} is needed.",
      "Ask the operator of the gateway for it."),
  OTHER_PAGE(
      "GW-CONSOLE-002",
      "The request did not come from a page of this console.",
      "A form of this console, sent by a browser that says so (Sec-Fetch-Site), is needed.",
      "Open the page here and send the form from it."),
  ACCOUNT(
      "GW-CONSOLE-003",
      "The account was not opened: {reason}.",
      "A name of 3 to 64 of a-z, 0-9, dot, hyphen and underscore, and a role are needed.",
      "Correct the form and send it again."),
  PASSWORD(
      "GW-CONSOLE-004",
      "The password was not changed: {reason}.",
      "The present password, and a new one of 12 characters to 72 bytes are needed.",
      "Correct the form and send it again."),
  ASKED(
      "GW-CONSOLE-005",
      "The question cannot be looked up: {reason}.",
      "A kind of name, and the name itself are needed.",
      "Correct the form and send it again."),
  CONNECTION(
      "GW-CONSOLE-006",
      "No connection of this name is configured.",
      "One of those that the page of sources shows is needed.",
      "Open the page of sources again."),
  NO_PAGE(
      "GW-CONSOLE-007",
      "There is no page at this address.",
      "An address that a link of the console leads to is needed.",
      "Go back to the overview.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ConsoleCode(String code, String found, String needed, String remedy) {
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
