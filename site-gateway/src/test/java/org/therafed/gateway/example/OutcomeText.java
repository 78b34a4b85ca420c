package org.therafed.gateway.example;

import java.util.Locale;
import org.therafed.profiles.projection.EndpointOutcome;
import org.therafed.profiles.projection.OutcomeReason;

/** An outcome in the words of the examples' {@code expected.yaml}. */
final class OutcomeText {

  private OutcomeText() {}

  static String of(EndpointOutcome outcome) {
    if (outcome instanceof EndpointOutcome.Responder answer) {
      return answer.met() ? "met on day " + answer.day() : word(answer.reason());
    }
    if (outcome instanceof EndpointOutcome.Time time) {
      return (time.event() ? "event after " : "censored after ")
          + time.days()
          + " days, "
          + word(time.reason());
    }
    if (outcome instanceof EndpointOutcome.Measured measured) {
      return measured.value().toPlainString() + " " + measured.unit();
    }
    if (outcome instanceof EndpointOutcome.Amount amount) {
      return amount.value().toPlainString()
          + " "
          + amount.currency()
          + " of "
          + amount.priceYear()
          + (amount.perYear() ? " a year" : "");
    }
    if (outcome instanceof EndpointOutcome.Limit limit) {
      return limit.fraction().toPlainString()
          + " of the limit, "
          + (limit.reached() ? "reached on day " + limit.day() : word(limit.reason()));
    }
    return "not evaluable, " + word(outcome.reason());
  }

  private static String word(OutcomeReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
