package org.therafed.gateway.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Bytes;
import org.therafed.profiles.outcome.Reason;

/**
 * Something that has just come in, before it is durable.
 *
 * @param kind {@code instance}, the FHIR type, or the table kind
 * @param businessKey what makes two arrivals versions of one record
 * @param groupKey what is converted as a whole, e.g. the study; empty: the arrival by itself
 * @param sha256 hex digits over the content
 * @param content the bytes, unless a file holds them
 * @param file path below the data folder
 * @param person empty where the record does not say, or says it by {@code waitsFor}
 * @param waitsFor FHIR id of the Patient that has to come first
 * @param aliases FHIR ids under which the record's Patient is known
 * @param dueAt when it may be processed
 * @param refused reasons, if it is refused at the door
 * @param unread Consents in it, if it is refused
 * @param names by which its sender knows it
 */
public record NewArrival(
    UUID id,
    Source source,
    String kind,
    String businessKey,
    Optional<String> groupKey,
    String sha256,
    Bytes content,
    Optional<String> file,
    Optional<PatientKey> person,
    Optional<String> waitsFor,
    List<String> aliases,
    Instant receivedAt,
    Instant dueAt,
    Optional<String> traceparent,
    List<Reason> refused,
    List<Reason> held,
    List<UnreadConsent> unread,
    List<ArrivalName> names) {

  public NewArrival {
    businessKey = IndexedText.key(businessKey);
    groupKey = groupKey.map(IndexedText::key);
  }

  /** The same, refused, without anything that a sender wrote but the content itself. */
  public NewArrival withoutKeys(List<Reason> reasons) {
    return new NewArrival(
        id,
        source,
        kind,
        "refused|" + id,
        Optional.empty(),
        sha256,
        content,
        file,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        receivedAt,
        dueAt,
        traceparent,
        reasons,
        List.of(),
        List.of(),
        List.of());
  }

  /** Without content or identity, for logs. */
  @Override
  public String toString() {
    return "NewArrival[" + id + ", " + source + "]";
  }
}
