package org.therafed.registry.cohort;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Whom of an arm a question is about: those for whom a condition holds at their index date.
 *
 * @param condition null: everybody
 * @param json the condition as JSON in its one form; empty for everybody
 */
public record Selection(Condition condition, String json) {

  /** The whole arm. */
  public static final Selection EVERYBODY = new Selection(null, "");

  private static final String NOT = "{\"not\":";

  public boolean isEverybody() {
    return condition == null;
  }

  /** Exactly the others of the arm; empty for everybody. */
  public Optional<Selection> others() {
    if (condition == null) {
      return Optional.empty();
    }
    return Optional.of(
        condition instanceof Not not
            ? new Selection(not.condition(), json.substring(NOT.length(), json.length() - 1))
            : new Selection(new Not(condition), NOT + json + "}"));
  }

  /** SHA-256 of the JSON, in hexadecimal. */
  public String digest() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }

  /** What holds for a person or does not. Without the fact that it looks at, it does not hold. */
  public sealed interface Condition {}

  /** Each of them holds. */
  public record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one of them holds. */
  public record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** It does not hold. */
  public record Not(Condition condition) implements Condition {}

  /** Administrative sex, one of FHIR's codes. */
  public record Sex(List<String> values) implements Condition {
    public Sex {
      values = List.copyOf(values);
    }
  }

  /** Region of residence, as the site coarsened it. */
  public record Region(List<String> values) implements Condition {
    public Region {
      values = List.copyOf(values);
    }
  }

  /**
   * Calendar year of the index date less the year of birth; whoever was 90 or older at it is 90.
   * Within a year, for dates are shifted.
   *
   * @param from years; null: no bound
   * @param to years, included; null: no bound
   */
  public record Age(Integer from, Integer to) implements Condition {}

  /**
   * Line of therapy of the course that makes the index date.
   *
   * @param from null: no bound
   * @param to included; null: no bound
   */
  public record Line(Integer from, Integer to) implements Condition {}

  /**
   * The latest value of a test on or before the index date.
   *
   * @param loinc the test's LOINC code
   * @param unit UCUM code; values in another unit are not looked at
   * @param withinDays how many days before the index date it may be
   * @param from null: no bound
   * @param to included; null: no bound
   */
  public record Biomarker(String loinc, String unit, int withinDays, Double from, Double to)
      implements Condition {}

  /**
   * A course of a therapy was begun before the index date, whatever its arm.
   *
   * @param module id of a therapy module
   */
  public record TreatedBefore(String module) implements Condition {}
}
