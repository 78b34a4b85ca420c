package org.therafed.dicom.deidentify;

import java.util.Map;
import java.util.Set;

/**
 * One row of Table E.1-1.
 *
 * @param basic the actions of the Basic Profile; {@link ElementRules} chooses of several
 * @param options what an option does instead, {@code KEEP} or {@code CLEAN}
 */
record ProfileRow(String keyword, Set<Action> basic, Map<Option, Action> options) {
  ProfileRow {
    basic = Set.copyOf(basic);
    options = Map.copyOf(options);
  }
}
