package org.therafed.dicom.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters, RFC 9110 section 8.3.1.
 *
 * @param type in lower case, e.g. {@code multipart/related}
 * @param parameters by name in lower case, quotes removed
 */
record MediaType(String type, Map<String, String> parameters) {
  static final String DICOM = "application/dicom";
  static final String DICOM_JSON = "application/dicom+json";
  static final String JSON = "application/json";
  static final String RELATED = "multipart/related";

  MediaType {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Reads a header; what is malformed in a parameter ends the parameters. */
  static MediaType of(String header) {
    int end = header.indexOf(';');
    String type = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    Map<String, String> parameters = new LinkedHashMap<>();
    int at = end;
    while (at >= 0 && at < header.length()) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder value = new StringBuilder();
      at = value(header, equals + 1, value);
      parameters.put(name, value.toString());
    }
    return new MediaType(type, parameters);
  }

  /** Reads a token or quoted string; the place of the semicolon after it, or -1. */
  private static int value(String header, int from, StringBuilder value) {
    int at = from;
    while (at < header.length() && header.charAt(at) == ' ') {
      at++;
    }
    if (at < header.length() && header.charAt(at) == '"') {
      at++;
      while (at < header.length() && header.charAt(at) != '"') {
        if (header.charAt(at) == '\\' && at + 1 < header.length()) {
          at++;
        }
        value.append(header.charAt(at));
        at++;
      }
      return header.indexOf(';', at);
    }
    int semicolon = header.indexOf(';', at);
    value.append(header.substring(at, semicolon < 0 ? header.length() : semicolon).strip());
    return semicolon;
  }
}
