package org.therafed.registry.estimate;

import java.util.List;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;

/**
 * An undisclosed result; it goes to {@code disclose} and nowhere else.
 *
 * @param finding over exactly {@code cohort}
 * @param cohort the persons behind it
 * @param linked persons whose records came from several patients, as a share of the cohort
 * @param excluded persons of the arm who could not be assessed, as a share of the arm
 * @param withdrawn persons who withdrew since the data cut, as a share of the arm with them
 * @param caveats what the reader must know, as codes that the console translates
 */
public record Estimate(
    Finding<? extends Result> finding,
    Cohort cohort,
    Share linked,
    Share excluded,
    Share withdrawn,
    List<Caveat> caveats) {

  private static final double SHARE_LEVEL = 0.95;

  public Estimate {
    caveats = List.copyOf(caveats);
  }

  /** The whole arm, those among it who could not be assessed included. */
  public Cohort arm() {
    return excluded.group();
  }

  /** Whether records of several patients were joined to one person. */
  public boolean anyLinked() {
    return linked.finding().result().map(share -> share.responders() > 0).orElse(false);
  }

  /**
   * A part of a group, undisclosed like everything here.
   *
   * @param finding the part as a rate
   * @param group whom it is a part of
   */
  public record Share(Finding<ResponseResult> finding, Cohort group) {

    /** A part of a group of whom only the numbers by site are known. */
    static Share of(ResponsePartial parts, Cohort group) {
      return new Share(new ResponseRate(SHARE_LEVEL).finish(parts), group);
    }
  }

  /**
   * What a reader must know about a result. It follows from the question alone: a caveat that came
   * only when somebody is concerned would tell that somebody is.
   */
  public enum Caveat {
    /** Persons of the arm who cannot be assessed for the endpoint are not counted. */
    NOT_EVALUABLE_EXCLUDED,
    /** Persons without vital status count until their last dated record. */
    LAST_RECORD_AS_FOLLOW_UP,
    /** Costs of courses in another currency or price year are not counted. */
    OTHER_CURRENCY_EXCLUDED,
    /** Costs of unfinished follow-up are counted as they are. */
    CENSORED_COST_AS_OBSERVED,
    /** Times are by month, as the sites that share aggregates give them. */
    MONTHLY_GRID,
    /**
     * Of adverse events only those that the module names are told one by one, as the sites that
     * share aggregates give them; all others count among all terms.
     */
    NAMED_TERMS_ONLY,
    /**
     * Fewer than three sites answered with sums, and some of them not, for their cells are small.
     */
    SMALL_CELLS_STAYED_AT_SITES,
    /** The arms are not randomised and not adjusted for differences between their patients. */
    NOT_ADJUSTED
  }
}
