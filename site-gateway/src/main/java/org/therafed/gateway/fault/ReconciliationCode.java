package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of the comparison of what was sent with what the registry has. */
public enum ReconciliationCode implements GatewayCode {
  NOT_ASKED(
      "GW-RECON-001",
      "The registry cannot be asked what it has of this site (status {status}).",
      "A reachable registry at THERAFED_REGISTRY_URL that takes this site's records is needed.",
      "Nothing; the gateway asks again by itself."),
  OLDER_REGISTRY(
      "GW-RECON-002",
      "The registry does not say by number what it has of this site.",
      "A registry that answers GET /federation/holdings is needed.",
      "Ask the registry's operator for a later version; until then nothing is compared."),
  DIFFERENCE(
      "GW-RECON-003",
      "The registry and this gateway differ in {difference} transfers: {missing} are missing there"
          + " and wait, {unsendable} are missing there and cannot be sent again by themselves,"
          + " {unknown} are not known here, {differing} are there with other content.",
      "A difference of zero is needed.",
      "What waits goes by itself. Of the others see reconciliation.md: with the registry's operator"
          + " find out which side was restored from a back-up, then acknowledge what cannot be"
          + " mended (POST /ops/reconciliation/acknowledgement)."),
  NOTHING_THERE(
      "GW-RECON-004",
      "This site shares aggregates: no record of it is at the registry.",
      "A site that shares records (THERAFED_SHARING) is needed.",
      "Nothing.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ReconciliationCode(String code, String found, String needed, String remedy) {
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
