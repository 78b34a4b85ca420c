package org.therafed.profiles.publish;

import java.util.Map;
import java.util.TreeMap;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.Stratum;
import org.therafed.profiles.module.TherapyModule;

/**
 * The codes of companion data: the strata of the modules that ship, and the classes of each. A
 * registry's further modules bring further codes.
 */
final class CompanionCodes {
  private CompanionCodes() {}

  static Map<String, Bilingual> all() {
    Map<String, Bilingual> codes = new TreeMap<>();
    for (TherapyModule module : ModuleCatalog.standard().all()) {
      for (Stratum stratum : module.strata()) {
        codes.put(stratum.id(), name(stratum.title()));
        for (Stratum.Value value : stratum.values()) {
          // A class such as "high" means something only with its stratum.
          codes.put(stratum.id() + "-" + value.code(), name(value.title()));
        }
      }
    }
    return codes;
  }

  private static Bilingual name(TherapyModule.Title title) {
    return new Bilingual(title.en(), title.zh());
  }
}
