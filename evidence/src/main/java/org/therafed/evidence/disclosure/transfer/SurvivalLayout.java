package org.therafed.evidence.disclosure.transfer;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.TimeGrid;

/**
 * Events and censorings by month from the index date, and who could not be assessed. Persons are
 * observed from the origin on. Whoever is observed longer than the last month is censored there.
 *
 * @param question id of the question
 * @param months the last month, 1 to 1,200
 */
public record SurvivalLayout(String question, int months) implements TransferLayout<EventTable> {

  private static final int MOST_MONTHS = 1_200;

  public SurvivalLayout {
    if (months < 1 || months > MOST_MONTHS) {
      throw EvidenceCode.GRID_IMPOSSIBLE.with(months + " months");
    }
  }

  /**
   * Rows of a source whose days are known, on the same grid: what the registry's own records are
   * brought to before they are merged.
   */
  public EventTable coarsened(EventTable own) {
    List<String> sites =
        own.bySite().keySet().stream().filter(site -> own.bySite().get(site).n() > 0).toList();
    return own.size() == 0 ? own : partial(sums(own, 0), sites);
  }

  @Override
  public TransferSums sums(EventTable own, long left) {
    EventTable grid = TimeGrid.MONTHLY.coarsen(own);
    long[] events = new long[months + 1];
    long[] censored = new long[months + 1];
    for (int i = 0; i < grid.size(); i++) {
      if (grid.enteredAt(i) > 0 && grid.time(i) > 0) {
        throw EvidenceCode.ROUND_SHAPE.with("late entries, which have no cell");
      }
      long month = Math.round(grid.time(i) / TimeGrid.MONTHLY.stepDays());
      if (month > months) {
        censored[months] += grid.eventsAt(i) + grid.censoredAt(i);
      } else {
        events[(int) month] += grid.eventsAt(i);
        censored[(int) month] += grid.censoredAt(i);
      }
    }
    return new TransferSums(
        question,
        TimeGrid.MONTHLY.stepDays(),
        List.of(
            TransferBlock.of("events by month", boxed(events)),
            TransferBlock.of("censored by month", boxed(censored)),
            TransferBlock.of("not assessed", List.of(left))));
  }

  private static List<Long> boxed(long[] counts) {
    List<Long> boxed = new ArrayList<>(counts.length);
    for (long count : counts) {
      boxed.add(count);
    }
    return boxed;
  }

  @Override
  public EventTable partial(TransferSums total, List<String> sites) {
    EventTableBuilder table = new EventTableBuilder();
    int[] next = {0};
    add(table, total.blocks().get(0), true, sites, next);
    add(table, total.blocks().get(1), false, sites, next);
    return table.partial();
  }

  private static void add(
      EventTableBuilder table, TransferBlock block, boolean event, List<String> sites, int[] next) {
    for (int month = 0; month < block.people().size(); month++) {
      double days = month * TimeGrid.MONTHLY.stepDays();
      for (long person = 0; person < block.people().get(month); person++) {
        table.add(sites.get(next[0]++ % sites.size()), 0, days, event);
      }
    }
  }

  @Override
  public long left(TransferSums total) {
    return total.blocks().get(2).people().get(0);
  }
}
