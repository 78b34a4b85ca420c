package org.therafed.gateway.anonymity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was sent of one person, as values of quasi-identifiers.
 *
 * @param values by quasi-identifier; nothing where none was sent
 */
record PersonValues(Map<String, SortedSet<String>> values) {

  /**
   * Of the latest version of each resource that was sent of the person.
   *
   * @param latest of all types; others than those that say something are not looked at
   */
  static PersonValues of(QuasiIdentifiers declared, Collection<? extends JsonNode> latest) {
    Map<String, SortedSet<String>> values = new TreeMap<>();
    for (QuasiIdentifiers.QuasiIdentifier one : declared.each()) {
      SortedSet<String> said = new TreeSet<>();
      latest.forEach(resource -> said.addAll(one.values(resource)));
      values.put(one.id(), said);
    }
    return new PersonValues(values);
  }

  /** The person's values of one, as one text; {@code -} where there are none. */
  String text(String id) {
    SortedSet<String> said = values.get(id);
    return said == null || said.isEmpty() ? "-" : String.join(" + ", said);
  }
}
