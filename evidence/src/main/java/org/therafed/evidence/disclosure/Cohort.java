package org.therafed.evidence.disclosure;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * Who an aggregate is about: a set of persons, by numbers that mean something to the asker's
 * database only. The release ledger compares such sets; a size alone would not show that two
 * cohorts differ by one person.
 */
public final class Cohort {
  private final long[] persons;
  private final long wholeSize;
  private final boolean arm;

  private Cohort(long[] persons, long wholeSize, boolean arm) {
    this.persons = persons;
    this.wholeSize = wholeSize;
    this.arm = arm;
  }

  /**
   * A whole cohort. Repeated numbers count once, so the rows of a person with two courses may both
   * be given.
   */
  public static Cohort of(LongStream personNumbers) {
    long[] persons = personNumbers.sorted().distinct().toArray();
    return new Cohort(persons, persons.length, false);
  }

  /** A whole cohort; see {@link #of(LongStream)}. */
  public static Cohort of(long... personNumbers) {
    return of(Arrays.stream(personNumbers));
  }

  /**
   * An arm or stratum of this cohort: it may be smaller than a cohort, for the whole is large
   * enough.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if somebody in it is not in this cohort
   */
  public Cohort arm(LongStream personNumbers) {
    long[] members = personNumbers.sorted().distinct().toArray();
    for (long member : members) {
      if (!contains(member)) {
        throw EvidenceCode.COHORT_IMPOSSIBLE.with("an arm that reaches beyond it");
      }
    }
    return new Cohort(members, wholeSize, true);
  }

  /** How many persons. */
  public long size() {
    return persons.length;
  }

  /** How many persons the whole cohort has, of which this may be an arm. */
  public long wholeSize() {
    return wholeSize;
  }

  /** Whether this is an arm of a larger cohort. */
  public boolean isArm() {
    return arm;
  }

  /** Whether the person belongs to it. */
  public boolean contains(long personNumber) {
    return Arrays.binarySearch(persons, personNumber) >= 0;
  }

  /** How many persons are in exactly one of the two. */
  public long symmetricDifference(Cohort other) {
    int i = 0;
    int j = 0;
    long common = 0;
    while (i < persons.length && j < other.persons.length) {
      int order = Long.compare(persons[i], other.persons[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return persons.length + (long) other.persons.length - 2 * common;
  }

  /** The persons' numbers, sorted; a copy. */
  public long[] toArray() {
    return persons.clone();
  }

  /** Whether both are about the same persons, as whole or as arm. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Cohort o && Arrays.equals(persons, o.persons);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(persons);
  }

  @Override
  public String toString() {
    return "Cohort[" + (arm ? "arm" : "whole") + "]";
  }
}
