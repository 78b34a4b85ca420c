package org.therafed.profiles.projection;

/**
 * How a value that meets a criterion is confirmed: by the first value at least so many days later.
 *
 * @param days to the confirming value; 0 for none needed
 * @param throughout whether every value between the two must meet the criterion too: a sustained
 *     state, or values in a row
 */
public record Confirmation(int days, boolean throughout) {

  static Confirmation of(RuleParameters given) {
    return new Confirmation(
        given.whole("confirmDays"),
        given.endpoint().text("between").filter("all"::equals).isPresent());
  }
}
