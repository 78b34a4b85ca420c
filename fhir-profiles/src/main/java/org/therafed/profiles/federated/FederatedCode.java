package org.therafed.profiles.federated;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What is wrong with a message of a federated question. */
public enum FederatedCode implements FaultCode {
  NOT_A_QUESTION(
      "FP-QUERY-001",
      "The message is no question to a site: {reason}.",
      "A message of the form that SiteQuestion writes is needed.",
      "Compare the versions of gateway and registry."),
  NOT_AN_ANSWER(
      "FP-QUERY-002",
      "The message is no answer of a site: {reason}.",
      "A message of the form that SiteAnswer writes is needed.",
      "Compare the versions of gateway and registry.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  FederatedCode(String code, String found, String needed, String remedy) {
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
