package org.therafed.profiles.terminology;

/** The URIs of the code systems the registry speaks. */
public final class Systems {
  /** The project's own canonical base. */
  public static final String BASE = "https://therafed.org/fhir";

  public static final String SNOMED = "http://snomed.info/sct";
  public static final String LOINC = "http://loinc.org";
  public static final String UCUM = "http://unitsofmeasure.org";
  public static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  public static final String NCIT = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl";
  public static final String ICD10 = "http://hl7.org/fhir/sid/icd-10";
  public static final String CONDITION_CLINICAL =
      "http://terminology.hl7.org/CodeSystem/condition-clinical";
  public static final String CONDITION_VERIFICATION =
      "http://terminology.hl7.org/CodeSystem/condition-ver-status";
  public static final String OBSERVATION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  public static final String DATA_ABSENT_REASON =
      "http://terminology.hl7.org/CodeSystem/data-absent-reason";
  public static final String AE_SERIOUSNESS =
      "http://terminology.hl7.org/CodeSystem/adverse-event-seriousness";
  public static final String AE_OUTCOME =
      "http://terminology.hl7.org/CodeSystem/adverse-event-outcome";
  public static final String CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
  public static final String CONSENT_POLICY =
      "http://terminology.hl7.org/CodeSystem/consentpolicycodes";
  public static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  /** DICOM UIDs as FHIR identifiers; the value reads {@code urn:oid:2.25.…}. */
  public static final String DICOM_UID = "urn:dicom:uid";

  /** SOP class UIDs as codings; the code reads {@code urn:oid:1.2.840.…}. */
  public static final String URI = "urn:ietf:rfc:3986";

  public static final String MODALITY = local("modality");
  public static final String PRODUCT = local("product");
  public static final String RADIONUCLIDE = local("radionuclide");
  public static final String RESPONSE = local("response");
  public static final String ENDPOINT = local("endpoint");
  public static final String CTCAE_GRADE = local("ctcae-grade");
  public static final String COST_COMPONENT = local("cost-component");
  public static final String DOSE_COMPONENT = local("dose-component");
  public static final String TERMINATION = local("termination-reason");

  /** Tests of which no LOINC code is certain. */
  public static final String LAB_TEST = local("lab-test");

  /** Adverse events without a term of CTCAE v5. */
  public static final String OTHER_EVENT = local("other-event");

  private Systems() {}

  /** A code system of our own. */
  public static String local(String id) {
    return BASE + "/CodeSystem/" + id;
  }
}
