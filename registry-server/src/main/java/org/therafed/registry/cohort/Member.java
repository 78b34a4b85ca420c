package org.therafed.registry.cohort;

import java.time.LocalDate;
import org.therafed.profiles.projection.DatePrecision;

/**
 * A person of a cohort.
 *
 * @param person the registry's name for the person, the same for linked patients of several sites
 * @param site site of the index event
 * @param index index date, shifted as all dates of the person; the first day of its month or year
 *     where no more is known
 * @param indexKnown how exactly the index date is known
 * @param course id of the course that made the index date; null where a decision did
 * @param linked whether records of more than one patient were joined to this person
 */
public record Member(
    String person,
    String site,
    LocalDate index,
    DatePrecision indexKnown,
    String course,
    boolean linked) {

  /** A number for the person, stable across questions: what membership sets are compared by. */
  public long number() {
    return numberOf(person);
  }

  /** The number of a name. */
  public static long numberOf(String person) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < person.length(); i++) {
      hash = (hash ^ person.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
