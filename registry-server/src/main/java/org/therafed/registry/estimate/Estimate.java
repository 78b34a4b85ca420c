package org.therafed.registry.estimate;

import java.util.List;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;

/**
 * An undisclosed result; it goes to {@code disclose} and nowhere else.
 *
 * @param finding over exactly {@code cohort}
 * @param cohort the persons behind it
 * @param anyLinked whether records of several hospitals were joined to one person
 * @param caveats what the reader must know, as codes that the console translates
 */
public record Estimate(
    Finding<? extends Result> finding, Cohort cohort, boolean anyLinked, List<Caveat> caveats) {

  public Estimate {
    caveats = List.copyOf(caveats);
  }

  /** What a reader must know about a result. */
  public enum Caveat {
    /** Some persons of the arm could not be assessed for the endpoint and are not counted. */
    NOT_EVALUABLE_EXCLUDED,
    /** Persons without vital status count until their last dated record. */
    LAST_RECORD_AS_FOLLOW_UP,
    /** Costs of courses in another currency or price year are not counted. */
    OTHER_CURRENCY_EXCLUDED,
    /** Costs of unfinished follow-up are counted as they are. */
    CENSORED_COST_AS_OBSERVED,
    /** The arms are not randomised and not adjusted for differences between their patients. */
    NOT_ADJUSTED
  }
}
