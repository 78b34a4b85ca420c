package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of questions that the registry asks a site which shares aggregates. */
public enum QueryCode implements GatewayCode {
  SIGNATURE(
      "GW-QUERY-001",
      "A question is not signed by the registry's key.",
      "A signature by the key of THERAFED_REGISTRY_PACKAGE_KEY is needed.",
      "Ask the registry's operator whether its key has changed, and what stands between."),
  FORM(
      "GW-QUERY-002",
      "A question cannot be read.",
      "A question of a version that this gateway knows is needed.",
      "Compare the versions of gateway and registry."),
  OTHER_SITE(
      "GW-QUERY-003",
      "A question is for another site.",
      "A question to this site is needed.",
      "Ask the registry's operator why it came here."),
  EXPIRED(
      "GW-QUERY-004",
      "A question is no longer in force, or is in force for more than 60 days.",
      "An end between now and 60 days ahead is needed.",
      "Nothing if it is old; else compare the clocks of gateway and registry."),
  REPLAYED(
      "GW-QUERY-005",
      "A question comes again with other content, or a step of it comes out of order.",
      "The same content under the same id, and each attempt after the one before, are needed.",
      "Ask the registry's operator; nothing was answered."),
  UNKNOWN(
      "GW-QUERY-006",
      "A question asks for something that this site does not know.",
      "The same version of the therapy module, an endpoint of it and a kind of figure that is"
          + " answered with sums are needed.",
      "Look at GET /ops/packages: the registry's modules must be in use here."),
  NOBODY(
      "GW-QUERY-007",
      "A question is about persons of whom this site has none.",
      "At least one person is needed.",
      "Nothing; the registry learns that there is nobody."),
  PEERS(
      "GW-QUERY-008",
      "The other sites of a question are not what they must be.",
      "Sites that signed with keys which are accepted here that they were asked the same are"
          + " needed.",
      "Compare the thumbprints with those sites by another way than the registry, then accept or"
          + " refuse them: GET /ops/questions."),
  CUT(
      "GW-QUERY-009",
      "A question is on a data cut that follows another by less than 30 days.",
      "The beginning of a quarter, or 30 days between two cuts, are needed.",
      "Nothing; ask the registry's operator for a question on a quarter."),
  GRID(
      "GW-QUERY-010",
      "A question wants times on a grid finer than a month, or without one.",
      "A grid of months is needed.",
      "Nothing; this site does not answer it."),
  OTHER_SITES(
      "GW-QUERY-011",
      "A question is about persons of whom this site has answered among other sites.",
      "The same sites are needed: totals of more and of fewer sites would tell one site's own.",
      "Nothing; it can be asked again on the next data cut."),
  OVERLAP(
      "GW-QUERY-012",
      "A question's persons differ by few from those of earlier answers.",
      "No difference, or one of 11 persons or more, is needed.",
      "Nothing; this site does not answer it, whoever has signed it."),
  LEFT_OUT(
      "GW-QUERY-013",
      "A question leaves out persons whom this site has not named for it.",
      "Handles that this site gave are needed.",
      "Ask the registry's operator; nothing was answered."),
  PERSON(
      "GW-QUERY-014",
      "Somebody at this site has refused the question.",
      "A decision of this site is needed where THERAFED_QUERY_APPROVAL is approve.",
      "Nothing; the registry learns that a person refused."),
  NOT_WAITING(
      "GW-QUERY-015",
      "The question does not wait for a decision, or there is none of this id.",
      "A waiting question of GET /ops/questions is needed.",
      "Look at the list again."),
  PEER_UNKNOWN(
      "GW-QUERY-016",
      "No such key of another site has been seen.",
      "A site of GET /ops/questions with a key that is not accepted yet is needed.",
      "Look at the list again.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  QueryCode(String code, String found, String needed, String remedy) {
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
