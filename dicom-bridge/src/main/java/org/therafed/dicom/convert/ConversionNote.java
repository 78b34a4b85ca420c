package org.therafed.dicom.convert;

/**
 * Something that a conversion lost, assumed or doubts.
 *
 * @param code the kind, stable
 * @param text English, with numbers and attribute names but no identifier, name, UID or date
 */
public record ConversionNote(Code code, String text) {

  /** Kinds of notes; the code is the metric label. */
  public enum Code {
    CODING_NOT_CARRIED("FHIR-NOTE-001"),
    ZONE_ASSUMED("DCM-NOTE-001"),
    STARTED_UNKNOWN("DCM-NOTE-002"),
    BIRTH_DATE_IMPLAUSIBLE("DCM-NOTE-003"),
    SEX_UNKNOWN("DCM-NOTE-004"),
    DUPLICATE_INSTANCE("DCM-NOTE-005"),
    PATIENT_DIFFERS("DCM-NOTE-006"),
    TRACER_WITHOUT_TIME("DCM-NOTE-007"),
    TRACER_WITHOUT_ACTIVITY("DCM-NOTE-008"),
    TRACER_WITHOUT_NUCLIDE("DCM-NOTE-009"),
    TRACER_UNIT_DOUBTFUL("DCM-NOTE-010"),
    TRACER_DAY_ASSUMED("DCM-NOTE-011"),
    TRACER_AFTER_SCAN("DCM-NOTE-012"),
    TRACER_VALUES_DISAGREE("DCM-NOTE-013"),
    TRACER_PRODUCT_UNLISTED("DCM-NOTE-014"),
    TRACER_PRODUCT_BY_NAME("DCM-NOTE-015"),
    TRACER_ROUTE_UNLISTED("DCM-NOTE-016"),
    TRACER_THERAPEUTIC("DCM-NOTE-017"),
    SEVERAL_TRACERS("DCM-NOTE-018"),
    HALF_LIFE_MISSING("DCM-NOTE-019"),
    HALF_LIFE_DISAGREES("DCM-NOTE-020"),
    DECAY_CORRECTION_MISSING("DCM-NOTE-021"),
    ACTIVITY_NOT_MEASURED("DCM-NOTE-022"),
    TRACER_SEQUENCE_EMPTY("DCM-NOTE-023"),
    TRACER_REPORT_DISAGREES("DCM-NOTE-024"),
    ACTIVITY_UNBALANCED("DCM-NOTE-025"),
    REPORT_UNREADABLE("DCM-NOTE-026"),
    REPORT_ITEMS_NOT_CARRIED("DCM-NOTE-027"),
    X_RAY_DOSE_NOT_CARRIED("DCM-NOTE-028"),
    ORGAN_DOSE_NOT_CARRIED("DCM-NOTE-029"),
    LATERALITY_NOT_CARRIED("DCM-NOTE-030"),
    MEASUREMENT_NOT_CARRIED("DCM-NOTE-031"),
    MESSAGE_PART_NOT_CARRIED("HL7-NOTE-001"),
    MESSAGE_PART_DOUBTED("HL7-NOTE-002");

    private final String code;

    Code(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }
}
