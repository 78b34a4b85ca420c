package org.therafed.dicom.dataset;

/**
 * What can be wrong with DICOM input. The code is also the metric label and the row in {@code
 * docs/errors.md}.
 */
public enum DicomFaultCode {
  NOT_DICOM("DCM-IO-001", "not-dicom", "Neither a Part 10 file nor a legible data set"),
  TRUNCATED_VALUE("DCM-IO-002", "truncated-value", "The input ends inside an element"),
  LENGTH_PAST_END("DCM-IO-003", "length-past-end", "A length points past its enclosing item"),
  VALUE_TOO_LARGE("DCM-IO-004", "value-too-large", "A value exceeds the configured bound"),
  MISSING_DELIMITER("DCM-IO-005", "missing-delimiter", "An undefined length is never closed"),
  UNEXPECTED_ITEM("DCM-IO-006", "unexpected-item", "An item or delimiter is out of place"),
  INVALID_VR("DCM-IO-007", "invalid-vr", "Bytes that are no value representation"),
  MISSING_META("DCM-IO-008", "missing-meta", "The file meta information lacks what is needed"),
  UNKNOWN_TRANSFER_SYNTAX(
      "DCM-IO-009", "unknown-transfer-syntax", "The transfer syntax is not known"),
  NESTING_TOO_DEEP("DCM-IO-010", "nesting-too-deep", "Sequences nest deeper than configured"),
  INFLATE_BOMB("DCM-IO-011", "inflate-bomb", "The deflated stream grows beyond the bound"),
  INVALID_JSON("DCM-IO-012", "invalid-json", "The text is not DICOM JSON"),
  UNREADABLE("DCM-IO-013", "unreadable", "The input could not be read"),
  TOO_MANY_ELEMENTS("DCM-IO-014", "too-many-elements", "More elements than configured"),
  INVALID_VALUE("DCM-DS-001", "invalid-value", "A value does not fit its representation"),
  NOT_ENCODABLE("DCM-DS-002", "not-encodable", "The character set cannot express a text"),
  BULK_UNAVAILABLE("DCM-DS-003", "bulk-unavailable", "The bulk data cannot be reached any more"),
  ASSOCIATION_REJECTED("DCM-NET-001", "association-rejected", "The peer rejected the association"),
  ASSOCIATION_ABORTED("DCM-NET-002", "association-aborted", "The association was aborted"),
  PROTOCOL("DCM-NET-003", "protocol", "The peer broke the upper layer protocol"),
  TIMEOUT("DCM-NET-004", "timeout", "The peer did not answer in time"),
  NO_CONTEXT("DCM-NET-005", "no-presentation-context", "No accepted presentation context fits"),
  CONNECTION("DCM-NET-006", "connection", "The peer could not be reached"),
  INVALID_CONFIGURATION("DCM-NET-007", "invalid-configuration", "A network setting is invalid"),
  ENGINE_ABSENT("DCM-ENG-001", "engine-absent", "The DICOM engine asked for is not there"),
  SR_INVALID("DCM-SR-001", "sr-invalid", "The object is no legible structured report"),
  SR_TOO_LARGE("DCM-SR-002", "sr-too-large", "A content tree exceeds the bound"),
  SR_OTHER_TEMPLATE("DCM-SR-003", "sr-other-template", "The report is of another template"),
  PIXELS_INVALID("DCM-PX-001", "pixels-invalid", "Pixel data do not fit their description"),
  PIXELS_HELD("DCM-PX-002", "pixels-held", "No decoder for this encoding of pixel data"),
  GEOMETRY_INVALID("DCM-PX-003", "geometry-invalid", "Slices or regions make no common grid"),
  REGION_EMPTY("DCM-PX-004", "region-empty", "A region holds no voxel of the image"),
  CURVE_UNFIT("DCM-DOSE-001", "curve-unfit", "No curve can be fitted to the activities"),
  S_VALUES_INVALID("DCM-DOSE-002", "s-values-invalid", "A table of S-values is not legible"),
  S_VALUE_MISSING("DCM-DOSE-003", "s-value-missing", "The site's table lacks an S-value"),
  RT_INVALID("DCM-DOSE-004", "rt-invalid", "RT Dose or RT Structure Set cannot be used"),
  INVALID_MULTIPART("DCM-WEB-001", "invalid-multipart", "The multipart body is malformed"),
  WEB_STATUS("DCM-WEB-002", "web-status", "The DICOMweb service answered with a failure"),
  BURNED_IN_ANNOTATION(
      "DCM-DEID-001", "burned-in-annotation", "The pixels may show identity, and nobody looked"),
  PIXELS_NOT_CLEANABLE(
      "DCM-DEID-002", "pixels-not-cleanable", "The pixels cannot be blanked in their encoding"),
  NO_PATIENT("DCM-DEID-003", "no-patient", "The object does not say whose dates it holds"),
  NOT_DEIDENTIFIABLE(
      "DCM-DEID-004", "not-deidentifiable", "Objects of this kind cannot be de-identified"),
  DEIDENTIFY_FAILED(
      "DCM-DEID-005", "deidentify-failed", "An element could not be treated; the object is held"),
  DEIDENTIFY_POLICY("DCM-DEID-006", "deidentify-policy", "The policy or key is invalid"),
  NOT_ONE_STUDY("DCM-CNV-001", "not-one-study", "The instances are not of one study"),
  MISSING_IDENTITY("DCM-CNV-002", "missing-identity", "An identifying attribute is absent");

  private final String code;
  private final String label;
  private final String meaning;

  DicomFaultCode(String code, String label, String meaning) {
    this.code = code;
    this.label = label;
    this.meaning = meaning;
  }

  /** The stable code, e.g. {@code DCM-IO-002}. */
  public String code() {
    return code;
  }

  /** A short name in words, e.g. {@code truncated-value}. */
  public String label() {
    return label;
  }

  /** What it means, without any detail of an instance. */
  public String meaning() {
    return meaning;
  }
}
