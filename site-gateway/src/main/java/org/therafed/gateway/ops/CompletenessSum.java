package org.therafed.gateway.ops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.profiles.module.Completeness;
import org.therafed.profiles.module.RequiredElement;

/** How complete the courses of one module are, summed up. */
public final class CompletenessSum {

  private final Map<RequiredElement, Integer> missing = new LinkedHashMap<>();
  private int courses;
  private int complete;
  private double scores;

  /** One more course. */
  public void add(Completeness course) {
    courses++;
    complete += course.missing().isEmpty() ? 1 : 0;
    scores += course.score();
    course.missing().forEach(element -> missing.merge(element, 1, Integer::sum));
  }

  /** How many. */
  public int courses() {
    return courses;
  }

  /** How many lack nothing. */
  public int complete() {
    return complete;
  }

  /** Mean score, 0 to 1; 0 of no course. */
  public double score() {
    return courses == 0 ? 0 : scores / courses;
  }

  /** What courses lack, with how many. */
  public Map<RequiredElement, Integer> missing() {
    return Collections.unmodifiableMap(missing);
  }
}
