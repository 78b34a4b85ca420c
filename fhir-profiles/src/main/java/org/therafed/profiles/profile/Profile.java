package org.therafed.profiles.profile;

/** The registry's profiles, one per kind of fact. */
public enum Profile {
  PATIENT("atr-patient", "Patient"),
  INDICATION("atr-indication", "Condition"),
  DECISION("atr-decision", "ServiceRequest"),
  TREATMENT_PLAN("atr-treatment-plan", "CarePlan"),
  TREATMENT_COURSE("atr-treatment-course", "Procedure"),
  TREATMENT_CYCLE("atr-treatment-cycle", "Procedure"),
  ADMINISTRATION("atr-administration", "MedicationAdministration"),
  PRODUCT("atr-product", "Medication"),
  CELL_PRODUCT("atr-cell-product", "BiologicallyDerivedProduct"),
  PROCEDURE("atr-procedure", "Procedure"),
  EXTERNAL_BEAM("atr-external-beam", "Procedure"),
  IMAGING_STUDY("atr-imaging-study", "ImagingStudy"),
  LESION("atr-lesion", "BodyStructure"),
  IMAGING_MEASUREMENT("atr-imaging-measurement", "Observation"),
  ABSORBED_DOSE("atr-absorbed-dose", "Observation"),
  RESPONSE("atr-response", "Observation"),
  LAB("atr-lab", "Observation"),
  COMPANION("atr-companion", "Observation"),
  ADVERSE_EVENT("atr-adverse-event", "AdverseEvent"),
  VITAL_STATUS("atr-vital-status", "Observation"),
  ENDPOINT("atr-endpoint", "Observation"),
  COST("atr-cost", "ChargeItem"),
  SETTLEMENT("atr-settlement", "ExplanationOfBenefit"),
  COVERAGE("atr-coverage", "Coverage"),
  QUALITY_OF_LIFE("atr-quality-of-life", "Observation"),
  QUESTIONNAIRE_RESPONSE("atr-questionnaire-response", "QuestionnaireResponse"),
  CONSENT("atr-consent", "Consent");

  private final String id;
  private final String resourceType;

  Profile(String id, String resourceType) {
    this.id = id;
    this.resourceType = resourceType;
  }

  /** The profile's id, e.g. {@code atr-patient}. */
  public String id() {
    return id;
  }

  /** The FHIR resource type it constrains. */
  public String resourceType() {
    return resourceType;
  }

  /**
   * Whether a record of a status tells of nothing: taken back, cancelled, revoked, aborted, or no
   * more than a draft or plan. What was not done ({@code not-done}) is a statement, and no record
   * that was taken back.
   *
   * @param status of the resource, or of R5's AdverseEvent; null where there is none
   */
  public boolean isTakenBack(String status) {
    if (status == null) {
      return false;
    }
    return switch (status) {
      case "entered-in-error", "cancelled", "revoked", "aborted" -> true;
      case "draft" -> this == DECISION || this == SETTLEMENT || this == COVERAGE;
      case "planned" -> this == COST;
      default -> false;
    };
  }

  /** The canonical URL that {@code meta.profile} carries. */
  public String url() {
    return Canonical.profile(id);
  }
}
