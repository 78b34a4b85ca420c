package org.therafed.gateway.intake.fhir;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.UnreadConsent;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.trace.Traces;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/** Takes one request body as one arrival; a body that is refused is kept, too. */
@Singleton
public class FhirIntake {

  private final FhirParser parser;
  private final SubjectResolver subjects;
  private final UnreadConsents consents;
  private final IntakeLog log;
  private final Site site;

  @Inject
  FhirIntake(
      FhirParser parser,
      SubjectResolver subjects,
      UnreadConsents consents,
      IntakeLog log,
      Site site) {
    this.parser = parser;
    this.subjects = subjects;
    this.consents = consents;
    this.log = log;
    this.site = site;
  }

  /**
   * Records the body.
   *
   * @param wantedType empty: a Bundle
   * @throws Fault after the body was recorded as refused
   */
  Recorded take(byte[] body, Optional<String> wantedType) {
    try {
      FhirBody parsed = parser.parse(body);
      checkType(parsed, wantedType);
      FhirBounds.checkIds(parsed);
      SubjectResolver.Subject subject = subjects.resolve(parsed);
      List<Reason> held =
          subject.person().isPresent()
              ? List.of()
              : reasons(parsed.holdsConsent(), GatewayCode.FHIR_PATIENT_LATER.reason());
      return log.record(
          arrival(
              body, parsed.type(), businessKey(parsed, body), subject, held, List.of(), List.of()));
    } catch (Fault fault) {
      refuse(body, wantedType, fault);
      throw fault;
    } catch (DatabaseFault database) {
      if (!database.lasting()) {
        throw database;
      }
      Fault fault = GatewayCode.DATABASE_VALUE.with(database);
      refuse(body, wantedType, fault);
      throw fault;
    }
  }

  /**
   * Counts a body that was too large to be taken; nothing of it is kept.
   *
   * @param wantedType of the address; what is sent to Consents may be a withdrawal
   */
  void tooLarge(Optional<String> wantedType, Reason reason) {
    log.record(
        arrival(
            new byte[0],
            wantedType.orElse("Bundle"),
            "fhir-refused|" + UUID.randomUUID(),
            new SubjectResolver.Subject(Optional.empty(), Optional.empty(), List.of()),
            List.of(),
            reasons(wantedType.filter("Consent"::equals).isPresent(), reason),
            List.of()));
  }

  private void refuse(byte[] body, Optional<String> wantedType, Fault fault) {
    SubjectResolver.Subject nobody =
        new SubjectResolver.Subject(Optional.empty(), Optional.empty(), List.of());
    UnreadConsents.Found found = consents.in(body, wantedType);
    log.record(
        arrival(
            body,
            wantedType.orElse("Bundle"),
            "fhir-refused|" + Digests.hex(body),
            nobody,
            List.of(),
            reasons(found.nobody(), fault.reason()),
            found.consents()));
  }

  /** The first is counted on the status page; a withdrawal that reaches nobody must show there. */
  private static List<Reason> reasons(boolean consentOfNobody, Reason reason) {
    return consentOfNobody
        ? List.of(GatewayCode.CONSENT_OF_NOBODY.reason(), reason)
        : List.of(reason);
  }

  private static void checkType(FhirBody parsed, Optional<String> wantedType) {
    if (wantedType.isEmpty() && !parsed.type().equals("Bundle")) {
      throw GatewayCode.FHIR_BUNDLE_TYPE.with();
    }
    if (wantedType.isPresent() && !wantedType.get().equals(parsed.type())) {
      throw GatewayCode.FHIR_TYPE.with(
          Fault.safe("found", parsed.type()), Fault.safe("wanted", "/fhir/" + wantedType.get()));
    }
  }

  /** The ids of all resources, if all have one: the same request with other content corrects it. */
  private static String businessKey(FhirBody body, byte[] bytes) {
    boolean named =
        !body.entries().isEmpty()
            && body.entries().stream().allMatch(entry -> entry.typeAndId().isPresent());
    return named
        ? "fhir|"
            + Digests.hex(
                body.entries().stream()
                    .map(entry -> entry.typeAndId().orElseThrow())
                    .sorted()
                    .collect(Collectors.joining("\n")))
        : "fhir-unnamed|" + Digests.hex(bytes);
  }

  private NewArrival arrival(
      byte[] body,
      String kind,
      String businessKey,
      SubjectResolver.Subject subject,
      List<Reason> held,
      List<Reason> refused,
      List<UnreadConsent> unread) {
    Instant now = site.clock().instant();
    return new NewArrival(
        UUID.randomUUID(),
        Source.FHIR,
        kind,
        businessKey,
        Optional.empty(),
        Digests.hex(body),
        Bytes.of(body),
        Optional.empty(),
        subject.person(),
        subject.waitsFor(),
        subject.aliases(),
        now,
        now,
        Traces.current(),
        refused,
        held,
        unread);
  }
}
