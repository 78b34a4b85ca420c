package org.therafed.registry.cohort;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.therafed.profiles.module.TherapyModule;

/**
 * What is asked, of whom.
 *
 * @param kind the family of figure
 * @param module the therapy module
 * @param arm whom it is about
 * @param endpoint the module's endpoint; null where the kind has none
 * @param level confidence level, 0.95 or 0.999
 */
public record Question(
    Kind kind, TherapyModule module, Arm arm, TherapyModule.Endpoint endpoint, double level) {

  /**
   * Whether this version can answer questions of an endpoint. A module may set other rules; they
   * load, so that one file serves registries of every version, and are refused when asked.
   */
  public static boolean answered(TherapyModule.Endpoint endpoint) {
    return switch (endpoint.kind()) {
      case PERCENT_CHANGE -> endpoint.integer("atDay").isEmpty();
      case BEST_OF -> true;
      case TIME_TO_EVENT -> endpoint.text("event").filter("death"::equals).isPresent();
      default -> false;
    };
  }

  /** Families of figures. */
  public enum Kind {
    RESPONSE,
    SURVIVAL,
    TOXICITY,
    COST;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> labelled(String label) {
      return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
  }

  /** Groups of persons within a module. */
  public enum Arm {
    /** Persons with a course of the therapy; index date: its first start. */
    TREATED("treated"),
    /** Persons with a course of standard care; index date: its first start. */
    STANDARD_CARE("standard-care"),
    /** Persons eligible by a recorded decision and without any course; index date: the decision. */
    UNTREATED("untreated");

    private final String label;

    Arm(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    public static Optional<Arm> labelled(String label) {
      return Arrays.stream(values()).filter(arm -> arm.label.equals(label)).findFirst();
    }
  }
}
