package org.therafed.evidence.toxicity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;

/** Persons by worst grade 1 to 5. Immutable. */
public final class GradeCounts {
  /** CTCAE grades, from 1. */
  public static final int GRADES = 5;

  private final long[] byGrade;

  /**
   * Persons by worst grade.
   *
   * @param byGrade five counts, grade 1 first
   */
  @JsonCreator
  public GradeCounts(long[] byGrade) {
    if (byGrade.length != GRADES || Arrays.stream(byGrade).anyMatch(c -> c < 0)) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(Arrays.toString(byGrade));
    }
    this.byGrade = byGrade.clone();
  }

  /** Persons whose worst grade it was. */
  public long grade(int grade) {
    if (grade < 1 || grade > GRADES) {
      throw EvidenceCode.GRADE_OUT_OF_RANGE.with(grade);
    }
    return byGrade[grade - 1];
  }

  /** Persons whose worst grade was this or higher. */
  public long atLeast(int grade) {
    long sum = 0;
    for (int g = grade; g <= GRADES; g++) {
      sum += grade(g);
    }
    return sum;
  }

  GradeCounts plus(GradeCounts other) {
    long[] sum = byGrade.clone();
    Arrays.setAll(sum, i -> sum[i] + other.byGrade[i]);
    return new GradeCounts(sum);
  }

  @JsonValue
  long[] toArray() {
    return byGrade.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GradeCounts o && Arrays.equals(byGrade, o.byGrade);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(byGrade);
  }

  @Override
  public String toString() {
    return Arrays.toString(byGrade);
  }
}
