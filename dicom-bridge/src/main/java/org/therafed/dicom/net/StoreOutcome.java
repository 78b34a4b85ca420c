package org.therafed.dicom.net;

/**
 * What becomes of an object, PS3.4 section B.2.3.
 *
 * @param status DIMSE status, 0 to FFFFH
 * @param errorComment Error Comment (0000,0902), cut to 64 characters; empty for none. Must not
 *     hold identity: senders log it.
 */
public record StoreOutcome(int status, String errorComment) {
  /** Stored. */
  public static final StoreOutcome SUCCESS = new StoreOutcome(0x0000, "");

  private static final int COMMENT_LENGTH = 64;

  public StoreOutcome {
    status = status & 0xFFFF;
    String ascii = errorComment.replaceAll("[^\\x20-\\x7E]|\\\\", "?");
    errorComment = ascii.length() <= COMMENT_LENGTH ? ascii : ascii.substring(0, COMMENT_LENGTH);
  }

  /** A700: the receiver has no room; the sender may try again. */
  public static StoreOutcome outOfResources(String comment) {
    return new StoreOutcome(0xA700, comment);
  }

  /** A900: the data set does not match the SOP class. */
  public static StoreOutcome mismatch(String comment) {
    return new StoreOutcome(0xA900, comment);
  }

  /** C000: the data set cannot be understood. */
  public static StoreOutcome cannotUnderstand(String comment) {
    return new StoreOutcome(0xC000, comment);
  }

  /** Whether the status is success or a warning (Bxxx). */
  public boolean isStored() {
    return status == 0 || (status & 0xF000) == 0xB000;
  }
}
