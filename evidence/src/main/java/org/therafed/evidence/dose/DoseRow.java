package org.therafed.evidence.dose;

import org.therafed.evidence.partial.Sites;

/**
 * A dose and whether its effect was seen: one row per course for a cumulative dose, one row per
 * cycle for the effect of the dose given in each.
 *
 * @param site the site's label
 * @param course number of the course within its site; rows of one course are taken as dependent
 * @param dose dose, finite and 0 or more, all in one unit
 * @param effect whether the toxicity, or the response, occurred
 */
public record DoseRow(String site, long course, double dose, boolean effect) {
  public DoseRow {
    Sites.check(site);
    CourseRow.check(dose);
  }
}
