package org.therafed.gateway.console;

import java.util.List;

/**
 * An arrival, ready to print.
 *
 * @param outcome as the counts of the overview name it
 * @param code why it is held or refused; null otherwise
 * @param reasons sentences in the page's language
 * @param notes what its conversion doubted
 * @param waiting code of why it was not sent at the last attempt; null otherwise
 * @param transfer number of the transfer; null where it has none
 * @param since when it became what it is
 * @param days how long ago that was
 */
public record ArrivalView(
    String id,
    long sequence,
    String source,
    String kind,
    String receivedAt,
    String outcome,
    String code,
    List<String> reasons,
    List<String> notes,
    String waiting,
    Long transfer,
    String supersededBy,
    String partOf,
    String droppedAt,
    String since,
    long days) {

  /** Whether retrying may help. */
  public boolean retryable() {
    return "held".equals(outcome) || "GW-FORWARD-001".equals(code);
  }

  /** Whether somebody has to say of whom the images are. */
  public boolean doubted() {
    return "held".equals(outcome) && "GW-DICOM-009".equals(code);
  }
}
