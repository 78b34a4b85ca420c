package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Grades by the ASTCT consensus (Lee et al. 2019, doi 10.1016/j.bbmt.2018.12.758), adults, from
 * their components: the worst component is the grade. Grade 0 is none; grade 5, death, is reported
 * and never computed.
 */
public final class AstctGrade {

  /** The scale of cytokine release syndrome. */
  public static final String CRS = "ASTCT-CRS";

  /** The scale of immune effector cell-associated neurotoxicity syndrome. */
  public static final String ICANS = "ASTCT-ICANS";

  private static final BigDecimal FEVER = new BigDecimal("38.0");
  private static final Map<String, Integer> HYPOTENSION =
      Map.of("none", 0, "no-vasopressor", 2, "one-vasopressor", 3, "multiple-vasopressors", 4);
  private static final Map<String, Integer> OXYGEN =
      Map.of("none", 0, "low-flow", 2, "high-flow", 3, "positive-pressure", 4);
  private static final Map<String, Integer> CONSCIOUSNESS =
      Map.of(
          "alert",
          0,
          "awakens-spontaneously",
          1,
          "awakens-to-voice",
          2,
          "awakens-to-touch",
          3,
          "unarousable",
          4);
  private static final Map<String, Integer> SEIZURE = Map.of("none", 0, "brief", 3, "prolonged", 4);
  private static final Map<String, Integer> OEDEMA = Map.of("none", 0, "focal", 3, "diffuse", 4);

  private AstctGrade() {}

  /** The grade by a scale; empty if the components do not give it. */
  public static OptionalInt of(String scale, AstctFact fact) {
    return switch (scale) {
      case CRS -> crs(fact);
      case ICANS -> icans(fact);
      default -> OptionalInt.empty();
    };
  }

  /** Whether every component is known that the grade by a scale is made of. */
  public static boolean isComplete(String scale, AstctFact fact) {
    return switch (scale) {
      case CRS ->
          fact.celsius() != null
              // Whether therapy hides a fever does not matter where there is one.
              && (isFever(fact) || fact.feverTreated() != null)
              && fact.hypotension() != null
              && fact.oxygen() != null;
      case ICANS ->
          fact.iceScore() != null
              && fact.consciousness() != null
              && fact.seizure() != null
              && fact.motorWeakness() != null
              && fact.oedema() != null;
      default -> false;
    };
  }

  private static boolean isFever(AstctFact fact) {
    return fact.celsius() != null && fact.celsius().compareTo(FEVER) >= 0;
  }

  /**
   * Cytokine release syndrome. Without fever there is no grade, unless therapy hides the fever or
   * may, as nobody recorded whether; a temperature that was not recorded does not take away what
   * blood pressure and oxygen show.
   */
  private static OptionalInt crs(AstctFact fact) {
    Set<Integer> found = new HashSet<>();
    add(found, HYPOTENSION, fact.hypotension());
    add(found, OXYGEN, fact.oxygen());
    boolean fever = isFever(fact);
    boolean signs = found.stream().anyMatch(grade -> grade > 0);
    boolean hidden =
        Boolean.TRUE.equals(fact.feverTreated()) || (fact.feverTreated() == null && signs);
    if (fact.celsius() != null && !fever && !hidden) {
      return OptionalInt.of(0);
    }
    if (fever) {
      found.add(1);
    }
    // Neither fever nor a sign of more: the grade hangs on the temperature that is not known.
    return found.isEmpty() || (!fever && Collections.max(found) == 0)
        ? OptionalInt.empty()
        : OptionalInt.of(Collections.max(found));
  }

  private static OptionalInt icans(AstctFact fact) {
    Set<Integer> found = new HashSet<>();
    add(found, CONSCIOUSNESS, fact.consciousness());
    add(found, SEIZURE, fact.seizure());
    add(found, OEDEMA, fact.oedema());
    if (fact.motorWeakness() != null) {
      found.add(fact.motorWeakness() ? 4 : 0);
    }
    if (fact.iceScore() != null) {
      found.add(ice(fact.iceScore()));
    }
    boolean only = fact.iceScore() == null && fact.consciousness() == null;
    // Without score and consciousness the absence of the rest does not show that there is none.
    return found.isEmpty() || (only && Collections.max(found) == 0)
        ? OptionalInt.empty()
        : OptionalInt.of(Collections.max(found));
  }

  /** An ICE of 0 is grade 3 in who is awake; who is unarousable has grade 4 by that. */
  private static int ice(int score) {
    if (score >= 10) {
      return 0;
    }
    return score >= 7 ? 1 : score >= 3 ? 2 : 3;
  }

  private static void add(Set<Integer> found, Map<String, Integer> grades, String code) {
    if (code != null) {
      found.add(grades.getOrDefault(code, 0));
    }
  }
}
