package org.therafed.dicom.sr;

/** Concept names of the templates read and written here, PS3.16. */
public final class Concepts {
  // Documents and context, TID 1001 to 1204
  public static final Code LANGUAGE =
      Code.dcm("121049", "Language of Content Item and Descendants");
  public static final Code OBSERVER_TYPE = Code.dcm("121005", "Observer Type");
  public static final Code PERSON = Code.dcm("121006", "Person");
  public static final Code DEVICE = Code.dcm("121007", "Device");
  public static final Code PERSON_NAME = Code.dcm("121008", "Person Observer Name");
  public static final Code DEVICE_UID = Code.dcm("121012", "Device Observer UID");
  public static final Code DEVICE_NAME = Code.dcm("121013", "Device Observer Name");
  public static final Code DEVICE_MANUFACTURER = Code.dcm("121014", "Device Observer Manufacturer");
  public static final Code DEVICE_MODEL = Code.dcm("121015", "Device Observer Model Name");
  public static final Code DEVICE_SERIAL = Code.dcm("121016", "Device Observer Serial Number");
  public static final Code PROCEDURE_REPORTED = Code.dcm("121058", "Procedure reported");
  public static final Code HAS_INTENT = Code.sct("363703001", "Has Intent");
  public static final Code COMMENT = Code.dcm("121106", "Comment");

  // Measurements, TID 1500, 1501, 1410, 1411, 1419
  public static final Code MEASUREMENT_REPORT = Code.dcm("126000", "Imaging Measurement Report");
  public static final Code PET_MEASUREMENT_REPORT = Code.dcm("126003", "PET Measurement Report");
  public static final Code ONCOLOGY_MEASUREMENT_REPORT =
      Code.dcm("126001", "Oncology Measurement Report");
  public static final Code IMAGING_MEASUREMENTS = Code.dcm("126010", "Imaging Measurements");
  public static final Code DERIVED_MEASUREMENTS =
      Code.dcm("126011", "Derived Imaging Measurements");
  public static final Code MEASUREMENT_GROUP = Code.dcm("125007", "Measurement Group");
  public static final Code IMAGE_LIBRARY = Code.dcm("111028", "Image Library");
  public static final Code ACTIVITY_SESSION = new Code("C67447", "NCIt", "Activity Session");
  public static final Code TRACKING_IDENTIFIER = Code.dcm("112039", "Tracking Identifier");
  public static final Code TRACKING_UID = Code.dcm("112040", "Tracking Unique Identifier");
  public static final Code FINDING = Code.dcm("121071", "Finding");
  public static final Code FINDING_CATEGORY = Code.sct("276214006", "Finding category");
  public static final Code FINDING_SITE = Code.sct("363698007", "Finding Site");
  public static final Code LATERALITY = Code.sct("272741003", "Laterality");
  public static final Code TOPOGRAPHICAL_MODIFIER = Code.sct("106233006", "Topographical modifier");
  public static final Code MEASUREMENT_METHOD = Code.sct("370129005", "Measurement Method");
  public static final Code DERIVATION = Code.dcm("121401", "Derivation");
  public static final Code REFERENCED_SEGMENT = Code.dcm("121191", "Referenced Segment");
  public static final Code REFERENCED_SEGMENTATION_FRAME =
      Code.dcm("121214", "Referenced Segmentation Frame");
  public static final Code SEGMENTATION_SERIES =
      Code.dcm("121232", "Source series for segmentation");
  public static final Code IMAGE_REGION = Code.dcm("111030", "Image Region");
  public static final Code SOURCE_IMAGE = Code.dcm("121324", "Source Image");
  public static final Code SOURCE_OF_MEASUREMENT = Code.dcm("121112", "Source of Measurement");
  public static final Code MAXIMUM = Code.sct("56851009", "Maximum");
  public static final Code MINIMUM = Code.sct("255605001", "Minimum");
  public static final Code MEAN = Code.sct("373098007", "Mean");
  public static final Code PEAK = Code.dcm("126031", "Peak Value Within ROI");

  // Radiopharmaceutical dose, TID 10021 to 10024
  public static final Code RADIOPHARMACEUTICAL_REPORT =
      Code.dcm("113500", "Radiopharmaceutical Radiation Dose Report");
  public static final Code ASSOCIATED_PROCEDURE = Code.sct("363589002", "Associated Procedure");
  public static final Code ADMINISTRATION =
      Code.dcm("113502", "Radiopharmaceutical Administration");
  public static final Code ADMINISTRATION_UID =
      Code.dcm("113503", "Radiopharmaceutical Administration Event UID");
  public static final Code AGENT = Code.sct("349358000", "Radiopharmaceutical agent");

  /** The successor of SRT F-61FDB, which the Siemens reports use for the agent. */
  public static final Code AGENT_BY_RT = Code.sct("417881006", "Radiopharmaceutical agent");

  public static final Code RADIONUCLIDE = Code.sct("89457008", "Radionuclide");
  public static final Code HALF_LIFE = Code.sct("304283002", "Radionuclide Half Life");
  public static final Code SPECIFIC_ACTIVITY =
      Code.dcm("123007", "Radiopharmaceutical Specific Activity");
  public static final Code START = Code.dcm("123003", "Radiopharmaceutical Start DateTime");
  public static final Code STOP = Code.dcm("123004", "Radiopharmaceutical Stop DateTime");
  public static final Code ADMINISTERED_ACTIVITY = Code.dcm("113507", "Administered activity");
  public static final Code EXTRAVASATION = Code.dcm("113506", "Estimated Extravasation Activity");
  public static final Code ACTIVITY_BEFORE =
      Code.dcm("113508", "Pre-Administration Measured Activity");
  public static final Code ACTIVITY_AFTER =
      Code.dcm("113509", "Post-Administration Measured Activity");
  public static final Code ACTIVITY_DEVICE = Code.dcm("113540", "Activity Measurement Device");
  public static final Code VOLUME = Code.dcm("123005", "Radiopharmaceutical Volume");
  public static final Code ROUTE = Code.sct("410675002", "Route of administration");
  public static final Code ORGAN_DOSE_INFORMATION = Code.dcm("113517", "Organ Dose Information");
  public static final Code ORGAN_DOSE = Code.dcm("113518", "Organ Dose");
  public static final Code EFFECTIVE_DOSE = Code.dcm("113839", "Effective Dose");
  public static final Code MASS = Code.sct("118538004", "Mass");
  public static final Code REFERENCE_AUTHORITY = Code.dcm("121406", "Reference Authority");

  // X-ray dose, TID 10001, 10002, 10004, 10011, 10012, 10013
  public static final Code X_RAY_REPORT = Code.dcm("113701", "X-Ray Radiation Dose Report");
  public static final Code STARTED = Code.dcm("113809", "Start of X-Ray Irradiation");
  public static final Code ENDED = Code.dcm("113810", "End of X-Ray Irradiation");
  public static final Code SCOPE = Code.dcm("113705", "Scope of Accumulation");
  public static final Code STUDY_UID = Code.dcm("110180", "Study Instance UID");
  public static final Code CT_ACCUMULATED = Code.dcm("113811", "CT Accumulated Dose Data");
  public static final Code EVENTS = Code.dcm("113812", "Total Number of Irradiation Events");
  public static final Code DLP_TOTAL = Code.dcm("113813", "CT Dose Length Product Total");
  public static final Code CT_ACQUISITION = Code.dcm("113819", "CT Acquisition");
  public static final Code PROTOCOL = Code.dcm("125203", "Acquisition Protocol");
  public static final Code TARGET_REGION = Code.dcm("123014", "Target Region");
  public static final Code ACQUISITION_TYPE = Code.dcm("113820", "CT Acquisition Type");
  public static final Code EVENT_UID = Code.dcm("113769", "Irradiation Event UID");
  public static final Code CT_DOSE = Code.dcm("113829", "CT Dose");
  public static final Code CTDI_VOL = Code.dcm("113830", "Mean CTDIvol");
  public static final Code PHANTOM = Code.dcm("113835", "CTDIw Phantom Type");
  public static final Code DLP = Code.dcm("113838", "DLP");
  public static final Code X_RAY_ACCUMULATED = Code.dcm("113702", "Accumulated X-Ray Dose Data");
  public static final Code DAP_TOTAL = Code.dcm("113722", "Dose Area Product Total");
  public static final Code DOSE_RP_TOTAL = Code.dcm("113725", "Dose (RP) Total");
  public static final Code FLUORO_TIME = Code.dcm("113730", "Total Fluoro Time");
  public static final Code GLANDULAR_DOSE =
      Code.dcm("111637", "Accumulated Average Glandular Dose");
  public static final Code EVENT_DATA = Code.dcm("113706", "Irradiation Event X-Ray Data");
  public static final Code DOSE_SOURCE = Code.dcm("113854", "Source of Dose Information");

  private Concepts() {}
}
