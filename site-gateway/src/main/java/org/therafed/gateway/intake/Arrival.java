package org.therafed.gateway.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Bytes;

/**
 * A durable arrival, as the stages see it.
 *
 * @param sequence order of arrival at this gateway
 * @param businessKey keyed digest of what makes two arrivals versions of one record
 * @param groupKey keyed digest of what is converted as a whole, e.g. the study
 * @param sha256 hex digits over what came; empty where {@code file} holds it
 * @param digest keyed digest of that
 * @param content the bytes, or empty where {@code file} holds them
 * @param alone whether it must travel in a transfer of its own
 * @param kept whether the content is; no longer after the time of retention
 * @param confirmed whether somebody has looked at what was doubted and let it enter again
 * @param named the patient whom it names, where that one has become another since
 */
public record Arrival(
    UUID id,
    long sequence,
    Source source,
    String kind,
    String businessKey,
    Optional<String> groupKey,
    String sha256,
    String digest,
    Bytes content,
    Optional<String> file,
    Instant receivedAt,
    Optional<String> traceparent,
    ArrivalState state,
    boolean alone,
    boolean kept,
    boolean confirmed,
    Optional<Named> named) {

  /**
   * A patient of an id that was merged into another one.
   *
   * @param person as this gateway numbers persons
   * @param key the id
   */
  public record Named(long person, PatientKey key) {
    /** Without identity, for logs. */
    @Override
    public String toString() {
      return "Named[" + person + "]";
    }
  }

  /** Without content or identity, for logs. */
  @Override
  public String toString() {
    return "Arrival[" + id + ", " + source + "]";
  }
}
