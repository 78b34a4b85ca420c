package org.therafed.evidence.table;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * A two-by-two table, rows the arms, columns with and without the event.
 *
 * @param a first arm with the event
 * @param b first arm without
 * @param c second arm with the event
 * @param d second arm without
 */
public record Cells(long a, long b, long c, long d) {

  /** The table of nobody. */
  public static final Cells NONE = new Cells(0, 0, 0, 0);

  public Cells {
    if (a < 0 || b < 0 || c < 0 || d < 0) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(a + ", " + b + ", " + c + ", " + d);
    }
  }

  /** Persons. */
  public long n() {
    return a + b + c + d;
  }

  /** Persons with the event. */
  public long events() {
    return a + c;
  }

  /** Persons of the first arm. */
  public long n1() {
    return a + b;
  }

  /** Persons of the second arm. */
  public long n2() {
    return c + d;
  }

  /** Both together. */
  public Cells plus(Cells other) {
    return new Cells(a + other.a, b + other.b, c + other.c, d + other.d);
  }
}
