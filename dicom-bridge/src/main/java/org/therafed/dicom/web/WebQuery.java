package org.therafed.dicom.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * A search by QIDO-RS, PS3.18 section 10.6. Immutable.
 *
 * @param path of the resource below the service, without slash at the start
 * @param parameters of the query, encoded
 */
public record WebQuery(String path, List<String> parameters) {
  public WebQuery {
    parameters = List.copyOf(parameters);
  }

  /** All studies. */
  public static WebQuery studies() {
    return new WebQuery("studies", List.of());
  }

  /** The series of a study. */
  public static WebQuery series(String studyUid) {
    return new WebQuery("studies/" + uid(studyUid) + "/series", List.of());
  }

  /** The instances of a series. */
  public static WebQuery instances(String studyUid, String seriesUid) {
    return new WebQuery(
        "studies/" + uid(studyUid) + "/series/" + uid(seriesUid) + "/instances", List.of());
  }

  /** Digits and points only, so that a UID cannot lead to another resource. */
  static String uid(String uid) {
    if (!uid.matches("[0-9.]{1,64}")) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_CONFIGURATION, "a UID for an address; digits and points needed");
    }
    return uid;
  }

  /**
   * The same for matching values of an attribute.
   *
   * @param attribute keyword, or tag as eight hex digits; of items as {@code tag.tag}
   * @param value as in C-FIND: wildcards, ranges, lists of UIDs
   */
  public WebQuery matching(String attribute, String value) {
    return with(attribute, value);
  }

  /** The same, with an attribute in the answer; {@code all} for all that the server has. */
  public WebQuery including(String attribute) {
    return with("includefield", attribute);
  }

  /**
   * The same, for a page of the results.
   *
   * @param offset results to leave out
   * @param limit results at most
   */
  public WebQuery page(int offset, int limit) {
    return with("offset", Integer.toString(offset)).with("limit", Integer.toString(limit));
  }

  private WebQuery with(String name, String value) {
    List<String> more = new ArrayList<>(parameters);
    more.add(encoded(name) + "=" + encoded(value));
    return new WebQuery(path, more);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  String relative() {
    return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
  }

  /** Without values, for logs. */
  @Override
  public String toString() {
    return "WebQuery[parameters=" + parameters.size() + "]";
  }
}
