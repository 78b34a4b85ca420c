package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.Arrival;

/**
 * Which of a person's arrivals, and which of their records, give way to others: the last word on a
 * record counts, in order of arrival, also where it repeats an earlier one.
 */
@Singleton
class Succession {

  private final FlowStore store;
  private final RecordVersions versions;
  private final Retractions retractions;

  @Inject
  Succession(FlowStore store, RecordVersions versions, Retractions retractions) {
    this.store = store;
    this.versions = versions;
    this.retractions = retractions;
  }

  /**
   * The earlier arrival whose very bytes an item repeats, if that one still holds: it stands for
   * both, at the later place in the order. Where another arrival has changed a record since, the
   * repeat is a correction like any other.
   *
   * @param bundle empty: it cannot be converted and is held
   * @param before the items of this run that came before it
   */
  Optional<Arrival> repeated(
      Transaction tx,
      long person,
      Item item,
      Optional<IdentifiedBundle> bundle,
      List<Converted> before) {
    if (item.first().source().bringsObjects()) {
      // Repeats of an object were left out when its study was taken.
      return Optional.empty();
    }
    Optional<Arrival> same =
        store
            .sameBefore(tx, item.first())
            .filter(
                earlier ->
                    switch (earlier.state()) {
                      // It leaves at the later place, or not at all. What was taken back comes
                      // again.
                      case HELD -> !retractions.returns(tx, person, earlier);
                      case NEW ->
                          unchangedInRun(earlier, item, bundle, before)
                              && unchanged(tx, person, earlier, item, bundle);
                      case QUEUED, SENT -> unchanged(tx, person, earlier, item, bundle);
                      case REFUSED, SUPERSEDED -> false;
                    });
    same.ifPresent(
        earlier -> {
          // A version between them may still be held, or come later in this run.
          store.repeated(tx, earlier.id(), item.first());
          store.superseded(tx, item.first().id(), earlier.id());
        });
    return same;
  }

  private boolean unchanged(
      Transaction tx, long person, Arrival earlier, Item item, Optional<IdentifiedBundle> bundle) {
    return bundle.isPresent() && !versions.changedSince(tx, person, earlier, item, bundle.get());
  }

  /** Whether the earlier one goes in this run, and nothing between shares a record with it. */
  private static boolean unchangedInRun(
      Arrival earlier, Item item, Optional<IdentifiedBundle> bundle, List<Converted> before) {
    List<UUID> run = before.stream().map(one -> one.item().first().id()).toList();
    int place = run.indexOf(earlier.id());
    return place >= 0
        && bundle.isPresent()
        && before.subList(place + 1, before.size()).stream()
            .noneMatch(one -> RecordVersions.share(one, new Converted(item, bundle.get())));
  }

  /** The items without what later arrivals replaced; those of which nothing is left are out. */
  List<Converted> current(Transaction tx, long person, List<Converted> converted) {
    List<Converted> current = new ArrayList<>();
    for (Converted one : converted) {
      Item item = one.item();
      RecordVersions.Current left = versions.current(tx, person, item, one.bundle());
      store.replacedRecords(tx, item.ids(), left.replaced());
      if (left.isReplaced()) {
        item.ids().forEach(id -> store.superseded(tx, id, left.by().orElseThrow()));
      } else {
        current.add(new Converted(item, left.bundle()));
      }
    }
    return current;
  }
}
