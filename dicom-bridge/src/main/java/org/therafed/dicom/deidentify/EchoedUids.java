package org.therafed.dicom.deidentify;

import java.util.Set;

/**
 * UIDs that hold digits of a person, as some devices make them of Patient ID, accession number or
 * birth date. Dots count for nothing: 1.2.3.7654.321 holds 7654321, and 1.2.3.1961.3.14 the date
 * 19610314.
 */
final class EchoedUids {
  private final Set<String> anywhere;
  private final Set<String> atEdges;

  /**
   * Of one object.
   *
   * @param anywhere digits that no UID may hold
   * @param atEdges digits with which no component may begin or end
   */
  EchoedUids(Set<String> anywhere, Set<String> atEdges) {
    this.anywhere = anywhere;
    this.atEdges = atEdges;
  }

  boolean in(String uid) {
    return (!anywhere.isEmpty() || !atEdges.isEmpty())
        && (in(uid.split("\\.", -1), false) || in(uid.split("\\.", -1), true));
  }

  /** Of dates in components of their own, days and months may have lost a zero. */
  private boolean in(String[] components, boolean twoDigits) {
    StringBuilder digits = new StringBuilder();
    boolean[] edges = new boolean[2 * uidLength(components) + 1];
    for (String component : components) {
      edges[digits.length()] = true;
      if (twoDigits && component.length() == 1) {
        digits.append('0');
      }
      digits.append(component);
    }
    edges[digits.length()] = true;
    return anywhere.stream().anyMatch(part -> digits.indexOf(part) >= 0)
        || atEdges.stream().anyMatch(part -> atEdge(digits, part, edges));
  }

  private static int uidLength(String[] components) {
    int length = 0;
    for (String component : components) {
      length += Math.max(1, component.length());
    }
    return length;
  }

  private static boolean atEdge(StringBuilder digits, String part, boolean[] edges) {
    for (int at = digits.indexOf(part); at >= 0; at = digits.indexOf(part, at + 1)) {
      if (edges[at] || edges[at + part.length()]) {
        return true;
      }
    }
    return false;
  }
}
