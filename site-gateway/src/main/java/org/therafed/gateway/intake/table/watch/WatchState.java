package org.therafed.gateway.intake.table.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.outcome.Reason;

/**
 * How the watch folder stood at the last look. It names no file: a file's name may be a person's.
 *
 * @param looked when that was; empty: not yet
 * @param folders by name, that of a kind of table or of a mapping
 * @param problems of the whole
 */
public record WatchState(
    Optional<Instant> looked, Map<String, Folder> folders, List<Reason> problems) {

  /**
   * One folder.
   *
   * @param kind of its tables
   * @param waiting files that are not yet settled
   * @param taken files since the start of the gateway
   * @param refused those of them of which no row could be read
   * @param problems what keeps files from being taken or moved
   */
  public record Folder(String kind, int waiting, int taken, int refused, List<Reason> problems) {}

  static WatchState none() {
    return new WatchState(Optional.empty(), Map.of(), List.of());
  }
}
