package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.gateway.consent.ConsentBook;
import org.therafed.gateway.consent.ConsentDecision;
import org.therafed.gateway.consent.ConsentReader;
import org.therafed.gateway.consent.ConsentVersion;
import org.therafed.gateway.convert.fhir.FhirConverter;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.fhir.ConsentKeys;
import org.therafed.gateway.intake.fhir.FhirBody;
import org.therafed.gateway.intake.fhir.FhirParser;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.intake.table.TableRow;

/**
 * Takes up what an arrival says about consent, whether or not the arrival as a whole can be
 * converted. A Consent that cannot be read or converted counts as a refusal of the day it came, a
 * permission that does not pass validation as a refusal of its own day.
 */
@Singleton
class ConsentLearning {

  private static final Set<String> MAY_HOLD_CONSENTS = Set.of("Bundle", "Consent");

  private final FhirParser parser;
  private final FhirConverter converter;
  private final RecordSoundness soundness;
  private final MessageConsents messages;
  private final ConsentBook book;

  @Inject
  ConsentLearning(
      FhirParser parser,
      FhirConverter converter,
      RecordSoundness soundness,
      MessageConsents messages,
      ConsentBook book) {
    this.parser = parser;
    this.converter = converter;
    this.soundness = soundness;
    this.messages = messages;
    this.book = book;
  }

  /**
   * Records the decisions of one arrival.
   *
   * @param since when the hospital first said so
   * @param converted empty: the arrival is held
   */
  void learn(
      Transaction tx,
      Person person,
      Arrival arrival,
      Instant since,
      Optional<IdentifiedBundle> converted) {
    LocalDate receivedOn = book.receivedOn(since);
    List<ConsentVersion> versions =
        switch (arrival.source()) {
          case DIMSE, DICOMWEB -> List.of();
          case HL7 -> keyed(tx, messages.of(arrival, receivedOn));
          // The key of a row is a keyed digest already.
          case TABLE -> row(arrival, person, converted, receivedOn);
          case FHIR -> keyed(tx, body(arrival, person, receivedOn));
          case FORM -> keyed(tx, form(arrival, person, converted, receivedOn));
        };
    if (!versions.isEmpty()) {
      book.record(tx, arrival.id(), person.namedId(), versions);
    }
  }

  private static List<ConsentVersion> keyed(Transaction tx, List<ConsentVersion> versions) {
    return versions.stream()
        .map(
            version ->
                new ConsentVersion(
                    tx.lookups(Lookup.RECORD_KEY, version.keys()), version.decision()))
        .toList();
  }

  private List<ConsentVersion> row(
      Arrival arrival, Person person, Optional<IdentifiedBundle> converted, LocalDate receivedOn) {
    if (!arrival.kind().equals(TableKind.CONSENTS.code())) {
      return List.of();
    }
    Optional<ConsentDecision> decision =
        converted.isEmpty()
            ? Optional.of(ConsentDecision.deny(receivedOn))
            : converted.get().resources(Consent.class).stream()
                .flatMap(
                    consent ->
                        checked(ConsentReader.read(consent, receivedOn), consent, person).stream())
                .findFirst();
    return List.of(new ConsentVersion(List.of(arrival.businessKey()), decision));
  }

  /**
   * By the key of the table's row of that day: both say the same. What is held is no permission.
   */
  private List<ConsentVersion> form(
      Arrival arrival, Person person, Optional<IdentifiedBundle> converted, LocalDate receivedOn) {
    if (converted.isEmpty()) {
      boolean asked =
          new String(arrival.content().toArray(), java.nio.charset.StandardCharsets.UTF_8)
              .contains("\"consent\"");
      return asked
          ? List.of(version(List.of(), Optional.of(ConsentDecision.deny(receivedOn)), arrival))
          : List.of();
    }
    return converted.get().resources(Consent.class).stream()
        .map(
            consent ->
                version(
                    TableRow.key(
                            TableKind.CONSENTS,
                            List.of(
                                person.key().id(), consent.getDateTimeElement().asStringValue()))
                        .map(List::of)
                        .orElse(List.of()),
                    checked(ConsentReader.read(consent, receivedOn), consent, person),
                    arrival))
        .toList();
  }

  private List<ConsentVersion> body(Arrival arrival, Person person, LocalDate receivedOn) {
    if (!MAY_HOLD_CONSENTS.contains(arrival.kind())) {
      return List.of();
    }
    FhirBody body;
    try {
      body = parser.kept(arrival.content().toArray());
    } catch (RuntimeException e) {
      // It could be read when it came; the bounds are narrower now. It may be a withdrawal.
      return List.of(version(List.of(), Optional.of(ConsentDecision.deny(receivedOn)), arrival));
    }
    List<ConsentVersion> versions = new ArrayList<>();
    for (FhirBody.Entry entry : body.entries()) {
      if (entry.resource() instanceof Consent consent) {
        List<String> keys = ConsentKeys.of(consent, person.key());
        // The decision first: converting changes the resource.
        Optional<ConsentDecision> said = said(consent, receivedOn);
        boolean converts = converter.converts(entry, body, person.key());
        Optional<ConsentDecision> counts =
            converts
                ? checked(said, consent, person)
                : Optional.of(ConsentDecision.deny(receivedOn));
        versions.add(version(keys, counts, arrival));
      }
    }
    return versions;
  }

  private static Optional<ConsentDecision> said(Consent consent, LocalDate receivedOn) {
    try {
      return ConsentReader.read(consent, receivedOn);
    } catch (RuntimeException e) {
      // A defect of the reader must not let a withdrawal pass unseen.
      return Optional.of(ConsentDecision.deny(receivedOn));
    }
  }

  private Optional<ConsentDecision> checked(
      Optional<ConsentDecision> said, Consent converted, Person person) {
    return said.map(
        decision ->
            decision.permit() && !soundness.sound(converted, person)
                ? ConsentDecision.deny(decision.decidedOn())
                : decision);
  }

  /** A Consent without id and identifier is known by its arrival only: nothing replaces it. */
  private static ConsentVersion version(
      List<String> keys, Optional<ConsentDecision> decision, Arrival arrival) {
    return new ConsentVersion(keys.isEmpty() ? List.of("arrival|" + arrival.id()) : keys, decision);
  }
}
