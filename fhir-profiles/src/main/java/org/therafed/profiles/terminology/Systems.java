package org.therafed.profiles.terminology;

import org.therafed.profiles.published.CodeSystemUrls;

/** The URIs of the code systems the registry speaks. */
public final class Systems {
  /** The project's own canonical base. */
  public static final String BASE = "https://therafed.org/fhir";

  public static final String SNOMED = "http://snomed.info/sct";
  public static final String LOINC = "http://loinc.org";
  public static final String UCUM = "http://unitsofmeasure.org";
  public static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  public static final String NCIT = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl";

  /** Who pays, by class; the registry's own. */
  public static final String PAYER_CLASS = BASE + "/CodeSystem/payer-class";

  /** Instruments of quality of life and their dimensions; the registry's own. */
  public static final String QUALITY_OF_LIFE = BASE + "/CodeSystem/quality-of-life";

  public static final String ICD10 = "http://hl7.org/fhir/sid/icd-10";
  public static final String ICDO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3";
  public static final String ICD9_PROCEDURES = "http://hl7.org/fhir/sid/icd-9-cm";

  /** The national clinical edition of ICD-9-CM-3 in China; ours until an official one exists. */
  public static final String ICD9_PROCEDURES_CN = BASE + "/sid/icd-9-cm-3-cn";

  /** That of medical insurance. */
  public static final String ICD9_PROCEDURES_CN_INSURANCE = ICD9_PROCEDURES_CN + "-insurance";

  public static final String ATC = "http://www.whocc.no/atc";
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

  public static final String MODALITY = CodeSystemUrls.MODALITY;
  public static final String PRODUCT = CodeSystemUrls.PRODUCT;
  public static final String RADIONUCLIDE = CodeSystemUrls.RADIONUCLIDE;
  public static final String RESPONSE = CodeSystemUrls.RESPONSE;
  public static final String ENDPOINT = CodeSystemUrls.ENDPOINT;
  public static final String CTCAE_GRADE = CodeSystemUrls.CTCAE_GRADE;
  public static final String COST_COMPONENT = CodeSystemUrls.COST_COMPONENT;
  public static final String DOSE_COMPONENT = CodeSystemUrls.DOSE_COMPONENT;
  public static final String TERMINATION = CodeSystemUrls.TERMINATION_REASON;

  /** Stages of a treatment with cells, as codes of cycles. */
  public static final String CYCLE_STAGE = CodeSystemUrls.CYCLE_STAGE;

  /** What a cell product is made of. */
  public static final String CELL_MATERIAL = CodeSystemUrls.CELL_MATERIAL;

  /** What was done to cells between collection and infusion. */
  public static final String CELL_PROCESSING = CodeSystemUrls.CELL_PROCESSING;

  /** Kinds of procedures that are outcomes. */
  public static final String PROCEDURE_KIND = CodeSystemUrls.PROCEDURE_KIND;

  /** Companion data: the strata of the therapy modules and their classes. */
  public static final String COMPANION = CodeSystemUrls.COMPANION;

  /** FHIR's kinds of amounts of a settlement. */
  public static final String ADJUDICATION = "http://terminology.hl7.org/CodeSystem/adjudication";

  /** Tests of which no LOINC code is certain. */
  public static final String LAB_TEST = CodeSystemUrls.LAB_TEST;

  /** Adverse events without a term of CTCAE v5. */
  public static final String OTHER_EVENT = CodeSystemUrls.OTHER_EVENT;

  /** Products that therapy modules bring; the code is the module's id, a point, and a name. */
  public static final String MODULE_PRODUCT = CodeSystemUrls.MODULE_PRODUCT;

  /** Laboratory tests without a LOINC code that therapy modules bring, coded like products. */
  public static final String MODULE_TEST = CodeSystemUrls.MODULE_TEST;

  /** Endpoints that therapy modules bring, coded like products. */
  public static final String MODULE_ENDPOINT = CodeSystemUrls.MODULE_ENDPOINT;

  /** Adverse events that therapy modules bring, coded like products. */
  public static final String MODULE_EVENT = CodeSystemUrls.MODULE_EVENT;

  /** Criteria of response that therapy modules bring, and their categories, coded like products. */
  public static final String MODULE_RESPONSE = CodeSystemUrls.MODULE_RESPONSE;

  /** Nuclides that therapy modules bring, coded like products. */
  public static final String MODULE_NUCLIDE = CodeSystemUrls.MODULE_NUCLIDE;

  private Systems() {}

  /** A code system of our own. */
  public static String local(String id) {
    return BASE + "/CodeSystem/" + id;
  }
}
