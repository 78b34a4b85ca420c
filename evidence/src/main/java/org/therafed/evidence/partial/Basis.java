package org.therafed.evidence.partial;

import java.util.List;
import java.util.Objects;

/**
 * What an estimate stands on.
 *
 * @param n rows
 * @param events events among them
 * @param sites sites with at least one row
 * @param unit what one row is and the estimate's unit, such as {@code persons; days}
 * @param method what was computed, with its source
 * @param checks assumptions that were checked and held
 * @param warnings what a reader must know before using the number
 */
public record Basis(
    long n,
    long events,
    int sites,
    String unit,
    Method method,
    List<String> checks,
    List<String> warnings) {
  public Basis {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(method, "method");
    checks = List.copyOf(checks);
    warnings = List.copyOf(warnings);
  }
}
