package org.therafed.profiles.validation;

import java.util.HashSet;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.structure.ElementNames;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Ucum;

/**
 * What of a record a message may repeat. In a wrong field anything may stand, a person's name or a
 * national id, so only words that are known are repeated: listed codes, units of the registry and
 * their usual misspellings, names of FHIR elements, numbers of up to four digits. Of the rest the
 * length is told.
 */
final class Vocabulary {
  private static final int MOST_DIGITS = 4;
  private static final Set<String> CODES = codes();

  private Vocabulary() {}

  private static Set<String> codes() {
    Set<String> codes = new HashSet<>();
    for (CodeSet set : CodeSets.standard().all()) {
      set.listed().values().forEach(listed -> codes.addAll(listed.keySet()));
    }
    for (Profile profile : Profile.values()) {
      collect(ProfileTable.standard().of(profile).root(), codes);
    }
    return Set.copyOf(codes);
  }

  private static void collect(ElementCursor at, Set<String> codes) {
    codes.addAll(at.rule().constraints().codes());
    at.children().forEach(child -> collect(child, codes));
    at.extensions().forEach(extension -> collect(extension, codes));
  }

  /** A code that a record gave. */
  static Phrase code(String code) {
    return said(code, code != null && CODES.contains(code));
  }

  /** A unit that a record gave. */
  static Phrase unit(String unit) {
    return said(unit, Ucum.isKnown(unit) || Ucum.hint(unit).isPresent());
  }

  /** What the sender of an unknown unit probably means, as the end of a rule; empty if unknown. */
  static Phrase hint(String unit) {
    return Ucum.hint(unit)
        .map(text -> new Phrase("; probably " + text, "；可能应为 " + text))
        .orElse(Phrase.NONE);
  }

  /** Whether a name is one that FHIR R4 gives to a type or an element. */
  static boolean isElement(String name) {
    return ElementNames.isKnown(name);
  }

  private static Phrase said(String text, boolean known) {
    if (text == null || text.isEmpty()) {
      return new Phrase("(none)", "（无）");
    }
    boolean number =
        text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (known || number) {
      return Phrase.same(text);
    }
    int length = text.codePointCount(0, text.length());
    return new Phrase("(a text of " + length + " characters)", "（一段 " + length + " 个字符的文字）");
  }
}
