package org.therafed.gateway.console;

import java.util.Optional;
import org.therafed.profiles.module.OtherEvent;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.CtcaeTerm;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.runtime.page.Language;

/** What adverse events are called on pages. */
final class EventTitles {

  private EventTitles() {}

  /**
   * The Chinese name of an event, where there is one.
   *
   * @param code NCIt code of a CTCAE term, or local code of an event that the module names
   */
  static Optional<String> chinese(String code, Optional<TherapyModule> module) {
    return CtcaeTerms.standard()
        .chinese(code)
        .or(() -> own(code, module).map(TherapyModule.Title::zh));
  }

  /** The name in a language; the English one where there is no other, else the code. */
  static String of(String code, TherapyModule module, Language language) {
    Optional<TherapyModule> known = Optional.of(module);
    return (language == Language.ZH ? chinese(code, known) : Optional.<String>empty())
        .or(() -> CtcaeTerms.standard().coded(code).map(CtcaeTerm::term))
        .or(() -> own(code, known).map(TherapyModule.Title::en))
        .orElse(code);
  }

  private static Optional<TherapyModule.Title> own(String code, Optional<TherapyModule> module) {
    return module.stream()
        .flatMap(one -> one.otherEvents().stream())
        .filter(other -> other.event().code().equals(code))
        .map(OtherEvent::title)
        .findFirst();
  }
}
