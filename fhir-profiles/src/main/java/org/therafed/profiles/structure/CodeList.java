package org.therafed.profiles.structure;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The codes of a value set.
 *
 * @param codes the codes by system
 * @param grammar systems whose codes are told by their form, such as languages and media types
 */
record CodeList(Map<String, Set<String>> codes, Map<String, Predicate<String>> grammar) {

  boolean contains(String system, String code) {
    Set<String> listed = codes.get(system);
    if (listed != null && listed.contains(code)) {
      return true;
    }
    Predicate<String> form = grammar.get(system);
    return form != null && form.test(code);
  }

  /** Whether a code without a system is one of the set's. */
  boolean contains(String code) {
    for (Set<String> listed : codes.values()) {
      if (listed.contains(code)) {
        return true;
      }
    }
    for (Predicate<String> form : grammar.values()) {
      if (form.test(code)) {
        return true;
      }
    }
    return false;
  }
}
