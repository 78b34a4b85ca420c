package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.hl7.fhir.r4.model.Reference;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.gateway.intake.PersonIds;
import org.therafed.gateway.intake.fhir.FhirBody;
import org.therafed.gateway.intake.fhir.FhirParser;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Reader;
import org.therafed.gateway.intake.hl7.Hl7Type;
import org.therafed.gateway.intake.hl7.PatientIds;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Fault;

/**
 * Reads from arrivals that two ids are one patient's: HL7 v2 ADT^A40 (PID-3 stays, MRG-1 is
 * retired) and FHIR Patient.link ({@code replaced-by} and {@code replaces}).
 */
@Singleton
class MergeStatements {

  private static final String ALIAS =
      "select p.issuer, p.patient_id, p.identity from person_alias a join person p on p.id = a.person_id where"
          + " a.fhir_id = ?";

  private final Hl7Reader messages;
  private final PatientIds ids;
  private final FhirParser resources;
  private final Site site;

  @Inject
  MergeStatements(Hl7Reader messages, PatientIds ids, FhirParser resources, Site site) {
    this.messages = messages;
    this.ids = ids;
    this.resources = resources;
    this.site = site;
  }

  /**
   * What an arrival says; nothing where it cannot be read: its conversion says why.
   *
   * @param named the patient whom it names
   */
  List<MergeStatement> of(Transaction tx, Arrival arrival, PatientKey named) {
    try {
      return switch (arrival.source()) {
        case HL7 -> ofMessage(arrival, named);
        case FHIR -> ofBody(tx, arrival, named);
        case TABLE, FORM, DIMSE, DICOMWEB -> List.of();
      };
    } catch (Fault unreadable) {
      return List.of();
    }
  }

  private List<MergeStatement> ofMessage(Arrival arrival, PatientKey stays) {
    boolean merges =
        Hl7Type.coded(arrival.kind()).filter(type -> type.use() == Hl7Type.Use.MERGE).isPresent();
    if (!merges) {
      return List.of();
    }
    Hl7Message message = messages.read(arrival.content().toArray());
    return message.segments().stream()
        .filter(segment -> segment.name().equals("MRG"))
        .flatMap(segment -> ids.merged(segment).stream())
        .map(retired -> new MergeStatement(Optional.of(stays), Optional.of(retired)))
        .toList();
  }

  private List<MergeStatement> ofBody(Transaction tx, Arrival arrival, PatientKey named) {
    byte[] content = arrival.content().toArray();
    // Most bodies hold no such link, and are not parsed once more.
    if (!new String(content, StandardCharsets.UTF_8).contains("\"replace")) {
      return List.of();
    }
    FhirBody body = resources.kept(content);
    List<MergeStatement> said = new ArrayList<>();
    for (Patient patient : body.patients()) {
      for (PatientLinkComponent link : patient.getLink()) {
        if (link.getType() == LinkType.REPLACEDBY) {
          said.add(new MergeStatement(other(tx, link.getOther()), Optional.of(named)));
        } else if (link.getType() == LinkType.REPLACES) {
          said.add(new MergeStatement(Optional.of(named), other(tx, link.getOther())));
        }
      }
    }
    return said;
  }

  private Optional<PatientKey> other(Transaction tx, Reference other) {
    Optional<PatientKey> key =
        other.hasIdentifier() && !FhirBody.isNational(other.getIdentifier())
            ? FhirBody.key(other.getIdentifier(), site.patientIssuer())
            : Optional.empty();
    return key.filter(IndexedText::fits)
        .or(
            () ->
                Optional.ofNullable(other.getReference())
                    .map(text -> text.replaceFirst("/_history(/.*)?$", ""))
                    .flatMap(
                        text ->
                            tx.first(
                                ALIAS,
                                row ->
                                    PersonIds.open(
                                        tx, row.getString(1), row.getString(2), row.getString(3)),
                                tx.lookup(Lookup.FHIR_ID, text))));
  }
}
