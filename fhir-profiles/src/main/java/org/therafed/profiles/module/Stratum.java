package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;

/**
 * Companion data that a cohort can be stratified by.
 *
 * @param id its name within the module, e.g. {@code ctdna-fraction}
 * @param title in both languages
 * @param type form of the value
 * @param unit UCUM; null unless a quantity
 * @param min smallest possible; null unless a quantity
 * @param max largest possible; null unless a quantity
 * @param values the codes; empty unless coded
 */
public record Stratum(
    String id,
    TherapyModule.Title title,
    Type type,
    String unit,
    BigDecimal min,
    BigDecimal max,
    List<Value> values) {

  public Stratum {
    values = List.copyOf(values);
  }

  /** Form of a value. */
  public enum Type {
    QUANTITY,
    CODED,
    YES_NO
  }

  /** A code with its title. */
  public record Value(String code, TherapyModule.Title title) {}
}
