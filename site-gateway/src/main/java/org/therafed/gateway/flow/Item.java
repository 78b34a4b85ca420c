package org.therafed.gateway.flow;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.Source;

/**
 * What is converted as a whole: one row, one request, or one study.
 *
 * @param arrivals new ones, whose outcome is decided now
 * @param content all arrivals that make up the record, earlier ones included
 */
record Item(List<Arrival> arrivals, List<Arrival> content) {

  /** Its name in spans and logs. */
  String name() {
    return first().id().toString();
  }

  Arrival first() {
    return arrivals.get(0);
  }

  Optional<String> traceparent() {
    return first().traceparent();
  }

  boolean alone() {
    return arrivals.stream().anyMatch(Arrival::alone);
  }

  /**
   * Whether all of the record is here: content whose time of retention is over is gone, unless it
   * has come again.
   */
  boolean complete() {
    return content.stream()
        .filter(arrival -> !arrival.kept())
        .allMatch(
            gone ->
                content.stream()
                    .anyMatch(
                        other -> other.kept() && other.businessKey().equals(gone.businessKey())));
  }

  /** The content that is here. */
  List<Arrival> kept() {
    return content.stream().filter(Arrival::kept).toList();
  }

  /** Whether an implausible value may leave: somebody has looked, a table row at the door. */
  boolean undoubted() {
    return first().source() != Source.FHIR || arrivals.stream().allMatch(Arrival::confirmed);
  }

  List<UUID> ids() {
    return arrivals.stream().map(Arrival::id).toList();
  }

  @Override
  public String toString() {
    return "Item[" + name() + "]";
  }
}
