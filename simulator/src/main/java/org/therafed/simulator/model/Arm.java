package org.therafed.simulator.model;

/** What a patient's pathway leads to; the registry asks its questions by these. */
public enum Arm {
  TREATED("treated", "treated"),
  STANDARD_CARE("standard-care", "standard-care"),
  UNTREATED("untreated", "eligible-untreated");

  private final String code;
  private final String pathway;

  Arm(String code, String pathway) {
    this.code = code;
    this.pathway = pathway;
  }

  /** The arm as the registry's questions name it. */
  public String code() {
    return code;
  }

  /** The pathway as the hospital's decision names it. */
  public String pathway() {
    return pathway;
  }
}
