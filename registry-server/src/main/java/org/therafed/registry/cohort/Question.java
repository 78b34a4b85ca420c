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
 * @param who whom of the arm
 */
public record Question(
    Kind kind,
    TherapyModule module,
    Arm arm,
    TherapyModule.Endpoint endpoint,
    double level,
    Selection who) {

  /** A question about a whole arm. */
  public Question(
      Kind kind, TherapyModule module, Arm arm, TherapyModule.Endpoint endpoint, double level) {
    this(kind, module, arm, endpoint, level, Selection.EVERYBODY);
  }

  /**
   * The persons that questions are about.
   *
   * @param module id of a therapy module
   * @param who whom of the arm
   */
  public record Group(String module, Arm arm, Selection who) {

    /** The arm that it is of. */
    public Group whole() {
      return new Group(module, arm, Selection.EVERYBODY);
    }

    /** What defines it, the same for all questions about it. */
    public String name() {
      return module + "/" + arm.label() + (who.isEverybody() ? "" : "/" + who.digest());
    }

    /** The others of the arm; empty for a whole arm. */
    public Optional<Group> others() {
      return who.others().map(rest -> new Group(module, arm, rest));
    }
  }

  /** Whom it is about. */
  public Group group() {
    return new Group(module.id(), arm, who);
  }

  /** The same question at any confidence level, which is asked of the same sums. */
  public String keyOfSums() {
    return new Question(kind, module, arm, endpoint, 0, who).key();
  }

  /** The question as text: the same for the same question, with the version of its module. */
  public String key() {
    return kind.label()
        + "?module="
        + module.id()
        + "|"
        + module.version()
        + "&arm="
        + arm.label()
        + (endpoint == null ? "" : "&endpoint=" + endpoint.id())
        + "&level="
        + level
        + (who.isEverybody() ? "" : "&who=" + who.digest());
  }

  /** Families of figures. */
  public enum Kind {
    /** The share of persons for whom an endpoint comes out as yes. */
    RESPONSE,
    /** The time to an event. */
    SURVIVAL,
    /** The mean of the persons' own slopes. */
    SLOPE,
    TOXICITY,
    COST;

    /** The kind of question that an endpoint answers, by what its rule yields. */
    public static Kind of(TherapyModule.Endpoint endpoint) {
      return switch (endpoint.kind()) {
        case TIME_TO_EVENT -> SURVIVAL;
        case SLOPE -> SLOPE;
        case COST_SUM -> COST;
        case COMPOSITE ->
            endpoint.text("operator").filter("first-event"::equals).isPresent()
                ? SURVIVAL
                : RESPONSE;
        case PERCENT_CHANGE,
            THRESHOLD_CONFIRMED,
            BEST_OF,
            SUM_OF_DIAMETERS,
            CUMULATIVE_DOSE_LIMIT,
            GRADE_LOOKUP,
            SUSTAINED_THRESHOLD ->
            RESPONSE;
      };
    }

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

    /** As a decision names it. */
    public String pathway() {
      return this == UNTREATED ? "eligible-untreated" : label;
    }

    public static Optional<Arm> labelled(String label) {
      return Arrays.stream(values()).filter(arm -> arm.label.equals(label)).findFirst();
    }
  }
}
