package org.therafed.profiles.validation;

import java.util.List;
import java.util.function.Predicate;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Ucum;

/** A number of becquerels that stands under another unit: Bq for MBq is wrong by a million. */
final class ActivitySlip {
  private static final List<String> UNITS = List.of("GBq", "MBq", "kBq", "Bq");

  private ActivitySlip() {}

  /**
   * A hint at the units that a number would fit, to stand behind what is needed; nothing for what
   * is no activity.
   *
   * @param unit the one it has
   * @param fits whether the number is possible in a unit
   */
  static Phrase hint(String unit, Predicate<String> fits) {
    if (!Ucum.convertible(unit, "MBq")) {
      return Phrase.NONE;
    }
    List<String> others = UNITS.stream().filter(other -> !other.equals(unit)).filter(fits).toList();
    return others.isEmpty()
        ? Phrase.NONE
        : new Phrase(
            "; the number would fit as " + String.join(" or ", others) + ", so check the unit",
            "；该数值若以 " + String.join(" 或 ", others) + " 为单位则合理，请核对单位");
  }
}
