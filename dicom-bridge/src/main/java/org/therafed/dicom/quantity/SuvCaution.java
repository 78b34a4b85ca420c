package org.therafed.dicom.quantity;

/** What a factor rests on although nobody stated it. */
public enum SuvCaution {
  START_DAY_ASSUMED(
      "DCM-SUVC-001",
      "Radiopharmaceutical Start Time (0018,1072) has no date; the day of the scan, or the day"
          + " before where later than the scan, was taken"),
  SERIES_REWRITTEN(
      "DCM-SUVC-003",
      "Series Time (0008,0031) is later than an acquisition; the scan's start was taken from"
          + " elsewhere"),
  SERIES_INCOMPLETE(
      "DCM-SUVC-004",
      "the earliest acquisition decides, and fewer images were given than Number of Slices"
          + " (0054,0081) says"),
  PHILIPS_FACTOR_UNIT(
      "DCM-SUVC-005",
      "(7053,xx09) was read as Bq/mL per count; PS3.15 Table E.3.10-1 describes it as MBq/mL"),
  OFFSET_UNKNOWN(
      "DCM-SUVC-006",
      "only one of start and scan states its offset from UTC; both were read as local time"),
  STARTS_DISAGREE(
      "DCM-SUVC-007",
      "Radiopharmaceutical Start Time (0018,1072) and Start Date Time (0018,1078) name times of day"
          + " that differ by more than a minute; the latter was taken");

  private final String code;
  private final String meaning;

  SuvCaution(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** What it means. */
  public String meaning() {
    return meaning;
  }
}
