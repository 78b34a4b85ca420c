package org.therafed.gateway.intake.fhir;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.fault.FhirCode;
import org.therafed.gateway.fault.ServiceCode;
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
import org.therafed.profiles.validation.Issue;

/**
 * Takes one request body as one arrival; a body that is refused is kept, too. Of a Bundle, what is
 * not FHIR is refused as an arrival of its own, and the rest goes on.
 */
@Singleton
public class FhirIntake {

  private final FhirParser parser;
  private final SubjectResolver subjects;
  private final FhirSift sift;
  private final UnreadConsents consents;
  private final IntakeLog log;
  private final Site site;

  @Inject
  FhirIntake(
      FhirParser parser,
      SubjectResolver subjects,
      FhirSift sift,
      UnreadConsents consents,
      IntakeLog log,
      Site site) {
    this.parser = parser;
    this.subjects = subjects;
    this.sift = sift;
    this.consents = consents;
    this.log = log;
    this.site = site;
  }

  /**
   * What became of a body.
   *
   * @param refused entries that were refused by themselves
   * @param doubts what the rest lacks of FHIR R4; it was taken all the same
   */
  public record Taken(Recorded recorded, List<RefusedEntry> refused, List<Issue> doubts) {}

  /**
   * An entry that was refused.
   *
   * @param index its place in the Bundle, from 0
   */
  public record RefusedEntry(int index, UUID arrival, Reason reason) {}

  /**
   * Records the body.
   *
   * @param wantedType empty: a Bundle
   * @throws Fault after the body was recorded as refused
   */
  public Taken take(byte[] body, Optional<String> wantedType) {
    try {
      return read(body, wantedType);
    } catch (Fault fault) {
      refuse(body, wantedType, fault);
      throw fault;
    } catch (DatabaseFault database) {
      if (!database.lasting()) {
        throw database;
      }
      Fault fault = ServiceCode.DATABASE_VALUE.with(database);
      refuse(body, wantedType, fault);
      throw fault;
    }
  }

  private Taken read(byte[] body, Optional<String> wantedType) {
    try {
      FhirBody parsed = parser.parse(body);
      checkType(parsed, wantedType);
      FhirBounds.checkIds(parsed);
      SubjectResolver.Subject subject = subjects.resolve(parsed);
      Recorded recorded = log.record(whole(body, body, parsed, subject));
      return new Taken(recorded, List.of(), FhirR4.doubts(parser.tree(body), Set.of()));
    } catch (Fault fault) {
      Optional<FhirSift.Sifted> sifted =
          wantedType.isEmpty() ? sift.sift(body, fault) : Optional.empty();
      return read(body, sifted.orElseThrow(() -> fault));
    }
  }

  private Taken read(byte[] body, FhirSift.Sifted sifted) {
    SubjectResolver.Subject subject = subjects.resolve(sifted.body(), sifted.patients());
    List<NewArrival> parts = new ArrayList<>();
    List<RefusedEntry> refused = new ArrayList<>();
    sifted
        .faults()
        .forEach(
            (index, fault) -> {
              NewArrival part = part(body, sifted.parts(), index, fault);
              parts.add(part);
              refused.add(new RefusedEntry(index, part.id(), fault.reason()));
            });
    Recorded recorded =
        log.recordWithParts(whole(body, sifted.rest().toArray(), sifted.body(), subject), parts);
    return new Taken(recorded, refused, FhirR4.doubts(parser.tree(body), sifted.faults().keySet()));
  }

  /** The digest is of what came, so that it is known when it comes again. */
  private NewArrival whole(
      byte[] came, byte[] kept, FhirBody parsed, SubjectResolver.Subject subject) {
    List<Reason> held =
        subject.person().isPresent()
            ? List.of()
            : reasons(parsed.holdsConsent(), FhirCode.PATIENT_LATER.reason());
    return arrival(
        kept,
        Digests.hex(came),
        parsed.type(),
        businessKey(parsed, came),
        subject,
        held,
        List.of(),
        List.of());
  }

  private NewArrival part(byte[] body, BundleParts parts, int index, Fault fault) {
    byte[] part = parts.only(index);
    String digest = Digests.hex(part);
    String type = parts.resource(index).path("resourceType").asText();
    UnreadConsents.Found found = consents.inEntry(body, index);
    return arrival(
        part,
        digest,
        FhirResource.isType(type) ? type : "unknown",
        "fhir-refused|" + digest,
        new SubjectResolver.Subject(Optional.empty(), Optional.empty(), List.of()),
        List.of(),
        reasons(found.nobody(), fault.reason()),
        found.consents());
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
            Digests.hex(new byte[0]),
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
            Digests.hex(body),
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
        ? List.of(ConsentCode.CONSENT_OF_NOBODY.reason(), reason)
        : List.of(reason);
  }

  private static void checkType(FhirBody parsed, Optional<String> wantedType) {
    if (wantedType.isEmpty() && !parsed.type().equals("Bundle")) {
      throw FhirCode.BUNDLE_TYPE.with();
    }
    if (wantedType.isPresent() && !wantedType.get().equals(parsed.type())) {
      throw FhirCode.TYPE.with(
          Fault.safe("found", parsed.type()), Fault.safe("wanted", "/fhir/" + wantedType.get()));
    }
  }

  /** The ids of all resources, if all have one: the same request with other content corrects it. */
  private static String businessKey(FhirBody body, byte[] bytes) {
    boolean named =
        !body.entries().isEmpty()
            && body.entries().stream().allMatch(entry -> entry.typeAndId().isPresent())
            && body.links().stream().allMatch(link -> link.name().contains("/"));
    return named
        ? "fhir|"
            + Digests.hex(
                Stream.concat(
                        body.entries().stream().map(entry -> entry.typeAndId().orElseThrow()),
                        body.links().stream().map(FhirBody.Link::name))
                    .sorted()
                    .collect(Collectors.joining("\n")))
        : "fhir-unnamed|" + Digests.hex(bytes);
  }

  private NewArrival arrival(
      byte[] body,
      String digest,
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
        digest,
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
        unread,
        List.of());
  }
}
