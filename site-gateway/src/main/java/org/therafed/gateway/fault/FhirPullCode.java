package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of FHIR servers that are asked for records. */
public enum FhirPullCode implements GatewayCode {
  SOURCE(
      "GW-FHIRPULL-001",
      "No FHIR server of this name is configured.",
      "One of those that GET /ops/fhir-pull shows is needed.",
      "Correct the address, or set THERAFED_FHIR_PULL_SOURCES_*."),
  RUNNING(
      "GW-FHIRPULL-002",
      "The FHIR server is being asked already.",
      "Nothing.",
      "Look at /ops/fhir-pull, and ask again when it has ended."),
  UNREACHABLE(
      "GW-FHIRPULL-003",
      "The FHIR server cannot be reached, or broke the answer off: {detail}.",
      "A running server, a name that the name service knows, and a firewall that "
          + "lets the gateway through, are needed.",
      "Compare URL and port with the server; the gateway tries again by itself."),
  TLS(
      "GW-FHIRPULL-004",
      "TLS with the FHIR server failed: {detail}.",
      "A certificate that names the host, has not ended and is trusted here is " + "needed.",
      "Compare certificate and host name; TRUSTSTORE of the source says whom the "
          + "gateway trusts."),
  TOKEN(
      "GW-FHIRPULL-005",
      "The FHIR server's token endpoint gives no access token: {detail}.",
      "A client that is registered with the gateway's public key and the scope "
          + "asked for is needed.",
      "Compare CLIENT_ID, KEY_ID and SCOPE of the source with the registration; "
          + "GET /ops/fhir-pull/jwks shows the gateway's public key."),
  LOGIN(
      "GW-FHIRPULL-006",
      "The FHIR server answers with status {status}: it does not let the gateway " + "in.",
      "A token that grants what is asked for is needed.",
      "Ask who runs the server what the gateway's client may read."),
  TIMEOUT(
      "GW-FHIRPULL-007",
      "The FHIR server did not answer in time.",
      "An answer within THERAFED_FHIR_PULL_TIMEOUT is needed.",
      "Look at the server; the gateway tries again by itself."),
  BUSY(
      "GW-FHIRPULL-008",
      "The FHIR server asks to come back in {seconds} s.",
      "Nothing.",
      "The gateway comes back by itself; ask less often where it happens again and " + "again."),
  QUERY(
      "GW-FHIRPULL-009",
      "The FHIR server answers {what} with status {status}.",
      "Status 200, or 202 for an export, is needed.",
      "Look at the server's log; the gateway tries again by itself."),
  ANSWER(
      "GW-FHIRPULL-010",
      "The FHIR server answers in a way that cannot be used: {detail}.",
      "Searches and exports by FHIR R4 and Bulk Data Access are needed.",
      "Compare with the server's CapabilityStatement; the gateway tries again by " + "itself."),
  EXPORT(
      "GW-FHIRPULL-011",
      "The export was given up: it was not ready in time, or the server no longer " + "knows it.",
      "An export that is ready within THERAFED_FHIR_PULL_EXPORT_TIMEOUT is needed.",
      "Look at the server; the gateway asks for another by itself."),
  KEY(
      "GW-FHIRPULL-012",
      "The key for the FHIR server cannot be used.",
      "A private key as JWK or PEM (PKCS#8): RSA of 2048 bits or more, or EC P-256 "
          + "or P-384, is needed.",
      "Correct KEY_FILE of the source, or the rights of the file."),
  PATIENT(
      "GW-FHIRPULL-013",
      "The FHIR server knows the person by no or by several Patients.",
      "One Patient with the person's identifier and its system is needed.",
      "Compare the system of the identifier with THERAFED_PATIENT_ISSUER; merge "
          + "Patients at the server.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  FhirPullCode(String code, String found, String needed, String remedy) {
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
