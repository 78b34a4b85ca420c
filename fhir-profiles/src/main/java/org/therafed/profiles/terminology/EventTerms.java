package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The terms that adverse events may have: those of CTCAE v5.0, and what therapy modules name. */
public final class EventTerms {
  private static final EventTerms STANDARD = ofCtcae();

  private final Map<String, EventTerm> byName;
  private final Map<String, EventTerm> byCode;

  private EventTerms(Map<String, EventTerm> byName, Map<String, EventTerm> byCode) {
    this.byName = byName;
    this.byCode = byCode;
  }

  private static EventTerms ofCtcae() {
    EventTerms terms = new EventTerms(new LinkedHashMap<>(), new LinkedHashMap<>());
    CtcaeTerms.standard().all().forEach(term -> terms.add(EventTerm.of(term)));
    return terms;
  }

  /** The terms of CTCAE v5.0. */
  public static EventTerms standard() {
    return STANDARD;
  }

  /**
   * These and others. Several modules may name one event, if they mean the same.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-TERM-002 if one code would say two events, or
   *     one event in two scales
   */
  public EventTerms and(Collection<EventTerm> others) {
    if (others.isEmpty()) {
      return this;
    }
    EventTerms all = new EventTerms(new LinkedHashMap<>(byName), new LinkedHashMap<>(byCode));
    others.forEach(all::add);
    return all;
  }

  private void add(EventTerm term) {
    put(byName, key(term.name()), term, term.coding());
    put(byCode, key(term.coding()), term, term.coding());
    term.alsoCoded().forEach(coding -> put(byCode, key(coding), term, coding));
  }

  private static void put(Map<String, EventTerm> map, String key, EventTerm term, Coding coding) {
    EventTerm there = map.putIfAbsent(key, term);
    if (there != null && !there.equals(term)) {
      throw TerminologyCode.TWO_MEANINGS.with(safe("code", coding.code()));
    }
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static String key(Coding coding) {
    return coding.system() + "|" + coding.code();
  }

  /** A term by the name that tables use, whatever the case. */
  public Optional<EventTerm> named(String name) {
    return Optional.ofNullable(name == null ? null : byName.get(key(name)));
  }

  /** A term by any of its codings. */
  public Optional<EventTerm> coded(String system, String code) {
    return Optional.ofNullable(byCode.get(system + "|" + code));
  }
}
