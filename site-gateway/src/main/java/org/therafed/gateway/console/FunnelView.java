package org.therafed.gateway.console;

import java.util.List;

/**
 * What came and what became of it, ready to print.
 *
 * @param days the latest first
 * @param codes why arrivals are held or refused
 * @param waiting why queued ones were not sent at the last attempt
 */
public record FunnelView(
    Row total, List<Row> sources, List<Row> days, List<Code> codes, List<Code> waiting) {

  /**
   * Counts of a source, a day or all; received is the sum of the other five.
   *
   * @param name code of the source, or the day
   */
  public record Row(
      String name,
      long received,
      long sent,
      long queued,
      long held,
      long refused,
      long superseded) {}

  /**
   * A reason and how many arrivals have it.
   *
   * @param text what was found; empty where the code is none of this version
   */
  public record Code(String code, String text, long arrivals, boolean held) {}
}
