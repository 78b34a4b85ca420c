package org.therafed.profiles.projection;

/**
 * How a value that meets a criterion is confirmed: by the first value at least so many days later.
 *
 * @param days to the confirming value; 0 for none needed
 * @param throughout whether every value between the two must meet the criterion too: a sustained
 *     state, or values in a row
 * @param inRow how many values on end, of a day each, must meet the criterion, the first included;
 *     1 where it does not matter
 * @param maxGapDays most days between two of these; no limit if not given
 */
public record Confirmation(int days, boolean throughout, int inRow, int maxGapDays) {

  /** As the record, by any number of values at any distance. */
  public Confirmation(int days, boolean throughout) {
    this(days, throughout, 1, Integer.MAX_VALUE);
  }

  static Confirmation of(RuleParameters given) {
    return new Confirmation(
        given.whole("confirmDays"),
        given.endpoint().text("between").filter("all"::equals).isPresent(),
        given.endpoint().integer("valuesInRow").orElse(1),
        given.endpoint().integer("maxGapDays").orElse(Integer.MAX_VALUE));
  }

  /** The same with any distance between the values. */
  Confirmation atAnyDistance() {
    return new Confirmation(days, throughout, inRow, Integer.MAX_VALUE);
  }
}
