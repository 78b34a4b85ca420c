package org.therafed.simulator.record;

/**
 * One record as the gateway counts them: a CSV row, a FHIR request, a DICOM object.
 *
 * @param channel way in
 * @param kind table kind, resource type, or {@code instance}
 * @param key what makes two records versions of one, within channel and kind
 * @param sha256 hex digits over what is sent: the row's line, the request's body, the data set
 */
public record SourceRecord(
    Channel channel, String kind, String key, String sha256, Expected expected) {

  /** The ways in. */
  public enum Channel {
    CSV,
    FHIR,
    DICOM
  }
}
