package org.therafed.gateway.console;

import java.util.List;

/**
 * What is held, ready to print.
 *
 * @param alarm what is held for too long; null: nothing
 * @param code of the reason whose arrivals are shown; empty: none are
 * @param next sequence to read on from; null: there are no more
 * @param moved how many a button has let enter again; null: none was pressed
 */
public record HeldView(
    List<Group> groups,
    String alarm,
    String code,
    List<ArrivalView> arrivals,
    Long next,
    Integer moved) {

  /**
   * What is held for one reason.
   *
   * @param text what was found
   * @param late how many for too long
   * @param days since when the oldest is
   */
  public record Group(String code, String text, long count, long late, long days) {}
}
