package org.therafed.registry.records;

import java.util.Arrays;

/**
 * Conditional reading by version. Not by time: stored versions know the month of their arrival
 * only, and two of one month would not be told apart.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#cread">FHIR R4, conditional read</a>
 */
final class Conditional {

  private Conditional() {}

  /**
   * Whether a client has a version.
   *
   * @param known the header {@code If-None-Match}; may be null
   * @param etag of the version, weak
   */
  static boolean has(String known, String etag) {
    return known != null
        && Arrays.stream(known.split(",", -1))
            .map(String::strip)
            .anyMatch(each -> each.equals("*") || weak(each).equals(etag));
  }

  /** RFC 9110 compares these without regard to their strength. */
  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag : "W/" + tag;
  }
}
