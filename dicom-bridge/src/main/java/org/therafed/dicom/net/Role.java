package org.therafed.dicom.net;

/**
 * Which roles the requestor of an association takes for a SOP class, PS3.7 section D.3.3.4. Without
 * a word of it the requestor is user only.
 *
 * @param user the requestor acts as SCU
 * @param provider the requestor acts as SCP, as a retriever by C-GET does for storage
 */
public record Role(boolean user, boolean provider) {
  /** What holds where nothing is negotiated. */
  public static final Role DEFAULT = new Role(true, false);
}
