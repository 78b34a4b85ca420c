package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How an endpoint came out for one person. Days count from the anchor; no outcome holds a date or
 * an identifier.
 */
public sealed interface EndpointOutcome {

  /** Why it came out so. */
  OutcomeReason reason();

  /**
   * A question answered by yes or no.
   *
   * @param met the answer
   * @param day the day on which it was first met; null if it was not
   * @param reason {@code MET}, {@code NOT_MET} or {@code NOT_CONFIRMED}; of who failed before the
   *     first assessment what it was: {@code DEATH}, {@code PROGRESSION} or {@code NEXT_TREATMENT}
   */
  record Responder(boolean met, Integer day, OutcomeReason reason) implements EndpointOutcome {
    static Responder yes(int day) {
      return new Responder(true, day, OutcomeReason.MET);
    }

    static Responder no(OutcomeReason reason) {
      return new Responder(false, null, reason);
    }
  }

  /**
   * A time and how it ended.
   *
   * @param days whole days from the start, from 0
   * @param event true for the event, false for censoring
   * @param reason which event, or why censored
   */
  record Time(long days, boolean event, OutcomeReason reason) implements EndpointOutcome {}

  /**
   * A number.
   *
   * @param value in {@code unit}
   * @param unit UCUM
   */
  record Measured(BigDecimal value, String unit) implements EndpointOutcome {
    @Override
    public OutcomeReason reason() {
      return OutcomeReason.MET;
    }
  }

  /**
   * An amount of money, as charged.
   *
   * @param value in {@code currency}
   * @param currency ISO 4217
   * @param priceYear true calendar year of the prices
   * @param perYear whether it is an amount per year
   */
  record Amount(BigDecimal value, String currency, int priceYear, boolean perYear)
      implements EndpointOutcome {
    @Override
    public OutcomeReason reason() {
      return OutcomeReason.MET;
    }
  }

  /**
   * How much of a limit is used.
   *
   * @param reached whether the sum is at or above the limit
   * @param fraction sum by limit, 1 is the limit
   * @param day the day on which it was reached; null if it was not, or the anchor is not known to
   *     the day; negative before the anchor
   * @param reason {@code MET}, {@code NOT_MET} or {@code DOSE_INCOMPLETE}, where the sum is a lower
   *     bound
   */
  record Limit(boolean reached, BigDecimal fraction, Integer day, OutcomeReason reason)
      implements EndpointOutcome {}

  /** What is known does not answer the question; never a zero, never a no. */
  record NotEvaluable(OutcomeReason reason) implements EndpointOutcome {}

  /** The answer by yes or no, for outcomes that have one. */
  default Optional<Boolean> yesOrNo() {
    if (this instanceof Responder responder) {
      return Optional.of(responder.met());
    }
    return this instanceof Limit limit ? Optional.of(limit.reached()) : Optional.empty();
  }
}
