package org.therafed.dicom.cli;

import java.util.Locale;
import org.therafed.dicom.net.DimseResponse;

/** DIMSE statuses in words, PS3.7 Annex C and the services of PS3.4. */
final class Statuses {
  private Statuses() {}

  /** The status, what it means, and the peer's comment without control characters. */
  static String text(DimseResponse response) {
    String comment = response.errorComment().replaceAll("\\p{Cntrl}", "?");
    return String.format(
        Locale.ROOT,
        "%04X %s%s",
        response.status(),
        meaning(response.status()),
        comment.isEmpty() ? "" : ", the peer says: " + comment);
  }

  static String meaning(int status) {
    return switch (status) {
      case 0x0000 -> "success";
      case 0x0105 -> "no such attribute";
      case 0x0106 -> "invalid attribute value";
      case 0x0110 -> "processing failure";
      case 0x0111 -> "the peer has the instance already";
      case 0x0112 -> "no such instance";
      case 0x0117 -> "invalid instance UID";
      case 0x0118 -> "no such SOP class";
      case 0x0119 -> "class and instance conflict";
      case 0x0120 -> "an attribute is missing";
      case 0x0121 -> "an attribute has no value";
      case 0x0122 -> "the SOP class is not supported";
      case 0x0124 -> "not authorised: ask the peer to allow our title";
      case 0x0210 -> "duplicate invocation";
      case 0x0211 -> "unrecognised operation";
      case 0x0212 -> "mistyped argument";
      case 0x0213 -> "resource limitation";
      case 0xA801 -> "the peer does not know the move destination";
      case 0xFE00 -> "cancelled";
      case 0xFF00 -> "pending";
      case 0xFF01 -> "pending, optional keys not supported";
      default -> range(status);
    };
  }

  private static String range(int status) {
    return switch (status >>> 8) {
      case 0xA7 -> "out of resources: no room or no database at the peer";
      case 0xA9 -> "the data set does not match its SOP class";
      case 0xB0 -> "stored with a warning";
      default -> status >>> 12 == 0xC ? "the peer cannot process the object" : "unknown status";
    };
  }
}
