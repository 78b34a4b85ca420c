package org.therafed.evidence.kidney;

/** The sex that the equation was fitted by. */
public enum Sex {
  FEMALE,
  MALE
}
