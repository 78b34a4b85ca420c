package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of what is sent to the registry. */
public enum ForwardCode implements GatewayCode {
  REMAP_REFUSED(
      "GW-REMAP-001",
      "The registry refuses a change of pseudonyms; nothing of the person passes it.",
      "A registry that takes changes of pseudonyms, with this site's public key, is needed.",
      "Compare versions and the registered key; the gateway tries again by itself."),
  RETRACTION_REFUSED(
      "GW-RETRACT-001",
      "The registry refuses to take a patient's records back; nothing of the person passes it.",
      "A registry that takes retractions, with this site's public key, is needed.",
      "Compare versions and the registered key, and tell the registry's operator; the gateway tries"
          + " again by itself."),
  REFUSED(
      "GW-FORWARD-001",
      "The registry refused the transfer with status {status}: {first}",
      "A transfer that the registry takes is needed.",
      "Correct the record as the reason says and send it again."),
  UNREACHABLE(
      "GW-FORWARD-002",
      "The registry cannot be reached.",
      "A running registry is needed.",
      "Nothing; the gateway tries again by itself."),
  NOT_AUTHORISED(
      "GW-FORWARD-003",
      "The registry does not accept this site's credentials.",
      "A registered public key is needed.",
      "Give the registry's operator what /ops/identity shows."),
  BUSY(
      "GW-FORWARD-004",
      "The registry answered with status {status}.",
      "A registry that works is needed.",
      "Nothing; the gateway tries again by itself."),
  CONFLICT(
      "GW-FORWARD-005",
      "The transfer number was used before for other content.",
      "A fresh number is needed.",
      "Nothing; the gateway numbers the transfer anew."),
  ANSWER(
      "GW-FORWARD-006",
      "The answer is not one of a registry, or does not confirm every record.",
      "A registry at THERAFED_REGISTRY_URL, with nothing in between that answers for it, is"
          + " needed.",
      "Look at address and proxy; the gateway tries again by itself."),
  UNCONFIRMED(
      "GW-FORWARD-007",
      "Consent was withdrawn after the transfer was sent, and the registry has not said whether it"
          + " stored it.",
      "The registry's answer about the number of the transfer is needed.",
      "Nothing; the gateway asks again by itself, and sends nothing."),
  NO_TOKEN(
      "GW-FORWARD-008",
      "The registry gave no access token (status {status}).",
      "A registry with a token endpoint at THERAFED_REGISTRY_URL that knows this site's key is"
          + " needed.",
      "Nothing; each request is signed by itself meanwhile. If it lasts, compare the address with"
          + " the registry's THERAFED_PUBLIC_URL."),
  NOT_LIVE(
      "GW-FORWARD-009",
      "The registry does not take this site's records yet.",
      "A live site is needed.",
      "Do the next step that GET /ops/onboarding names; records wait here and are sent by"
          + " themselves."),
  TLS(
      "GW-FORWARD-010",
      "The TLS handshake with the registry failed: one side does not take the other's certificate,"
          + " or they share no version of TLS.",
      "A registry whose certificate is trusted here and names its host, and which trusts this"
          + " site's certificate if it asks for one, is needed.",
      "Compare THERAFED_REGISTRY_TLS_* with what the registry's operator gave; gateway check says"
          + " when certificates end. The gateway tries again by itself."),
  TLS_FILES(
      "GW-FORWARD-011",
      "The files of TLS to the registry have changed and cannot be used together; the last ones"
          + " stay in use.",
      "A certificate chain with its private key (PKCS#8, PEM), and certificates of authorities,"
          + " are needed.",
      "Replace certificate and key together; they are taken up without a restart."),
  ONBOARDING_UNREACHABLE(
      "GW-ONBOARD-001",
      "The registry cannot be asked: {reason}.",
      "A running registry at THERAFED_REGISTRY_URL is needed.",
      "Look at the address and the network, and send the request again."),
  TEST_COURSE(
      "GW-ONBOARD-002",
      "This gateway cannot make the records of the test course: {first}",
      "Records that pass the gateway's own validation are needed.",
      "Compare the versions of gateway and registry; the errors' page says what the code means."),
  SIGNING_KEY(
      "GW-SIGN-001",
      "The registry did not take a step of the change of this site's signing key (status {status}).",
      "A reachable registry that knows the key in use and takes changes of keys is needed.",
      "Send POST /ops/identity/rotation again, which goes on where it stopped; or give the"
          + " registry's operator what /ops/identity shows.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ForwardCode(String code, String found, String needed, String remedy) {
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
