package org.therafed.gateway.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;

/** Counts arrivals by what became of them. Every arrival counts once, so the columns add up. */
@Singleton
class Funnel {

  private static final int DAYS = 14;

  private final Database database;
  private final Site site;

  @Inject
  Funnel(Database database, Site site) {
    this.database = database;
    this.site = site;
  }

  private record Count(String source, String day, String state, String code, long arrivals) {}

  FunnelView view(Visit visit) {
    // One statement, so that all tables of the page are of one moment.
    List<Count> counts =
        database.inTransaction(
            tx ->
                tx.list(
                    "select source, case when received_at >= ? then (received_at at time zone"
                        + " ?)::date::text end as day, state, code, count(*) from arrival group by"
                        + " source, day, state, code order by day desc, source",
                    row ->
                        new Count(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getLong(5)),
                    site.today().minusDays(DAYS - 1L).atStartOfDay(site.zone()).toInstant(),
                    site.zone().getId()));
    List<FunnelView.Row> total = rows(counts, count -> "");
    return new FunnelView(
        total.isEmpty() ? new FunnelView.Row("", 0, 0, 0, 0, 0, 0) : total.get(0),
        rows(counts, Count::source),
        rows(counts.stream().filter(count -> count.day() != null).toList(), Count::day),
        codes(counts, visit),
        waiting(visit));
  }

  private static List<FunnelView.Row> rows(List<Count> counts, Function<Count, String> by) {
    Map<String, long[]> sums = new LinkedHashMap<>();
    for (Count count : counts) {
      long[] row = sums.computeIfAbsent(by.apply(count), name -> new long[6]);
      row[0] += count.arrivals();
      row[column(count.state())] += count.arrivals();
    }
    List<FunnelView.Row> rows = new ArrayList<>();
    sums.forEach(
        (name, n) -> rows.add(new FunnelView.Row(name, n[0], n[1], n[2], n[3], n[4], n[5])));
    return rows;
  }

  private static int column(String state) {
    return switch (state) {
      case "sent" -> 1;
      case "held" -> 3;
      case "refused" -> 4;
      case "superseded" -> 5;
      // New ones wait for nobody but the gateway.
      default -> 2;
    };
  }

  private static List<FunnelView.Code> codes(List<Count> counts, Visit visit) {
    Map<String, FunnelView.Code> codes = new LinkedHashMap<>();
    counts.stream()
        .filter(count -> count.code() != null)
        .sorted(java.util.Comparator.comparing(Count::state).thenComparing(Count::code))
        .forEach(
            count ->
                codes.merge(
                    count.state() + count.code(),
                    code(count.code(), count.arrivals(), count.state().equals("held"), visit),
                    (a, b) ->
                        new FunnelView.Code(
                            a.code(), a.text(), a.arrivals() + b.arrivals(), a.held())));
    return List.copyOf(codes.values());
  }

  private List<FunnelView.Code> waiting(Visit visit) {
    return database.inTransaction(
        tx ->
            tx.list(
                "select o.code, count(*) from arrival a join outbox o on o.id = a.outbox_id where"
                    + " a.state = 'queued' and o.state = 'queued' and o.code is not null group by"
                    + " o.code order by o.code",
                row -> code(row.getString(1), row.getLong(2), false, visit)));
  }

  private static FunnelView.Code code(String code, long arrivals, boolean held, Visit visit) {
    return new FunnelView.Code(code, title(code, visit), arrivals, held);
  }

  /** What a code says, with its blanks left open; where that is nothing but blanks, its remedy. */
  static String title(String code, Visit visit) {
    return GatewayCode.all()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .map(one -> Reason.of(one))
        .map(
            reason -> {
              String found = open(visit.text(reason.foundPhrase()));
              return found.chars().anyMatch(Character::isLetter)
                  ? found
                  : open(visit.text(new Phrase(reason.remedy(), reason.remedyZh())));
            })
        .orElse("");
  }

  private static String open(String text) {
    return text.replaceAll("\\{[a-zA-Z]+}", "…");
  }
}
