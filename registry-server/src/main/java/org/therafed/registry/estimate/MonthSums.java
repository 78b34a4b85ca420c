package org.therafed.registry.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.therafed.evidence.cost.CostPartial;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.registry.cohort.CohortRows;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.cohort.Question;

/**
 * How a question is summed by site and month of the index date, and merged from such sums.
 *
 * @param type of the partial
 * @param estimator by price; the same for all where amounts are none of it
 * @param counted the rows that count, by price, each beside its member
 * @param price of what a partial sums
 * @param caveats of the question
 * @param <R> a row
 * @param <P> the partial
 */
record MonthSums<R, P extends Partial<P>>(
    Class<P> type,
    Function<Price, Estimator<R, P, ? extends Result>> estimator,
    Function<CohortRows, Map<Price, List<Counted<R>>>> counted,
    Function<P, Price> price,
    List<Estimate.Caveat> caveats) {

  private static final Price NO_AMOUNTS = new Price("XXX", 2000);

  /** What amounts are in. */
  record Price(String currency, int year) {}

  /** A row and whose it is. */
  record Counted<R>(Member member, R row) {}

  static <R, P extends Partial<P>> MonthSums<R, P> of(
      Class<P> type,
      Estimator<R, P, ? extends Result> estimator,
      Function<CohortRows, List<Counted<R>>> counted,
      Estimate.Caveat... caveats) {
    return new MonthSums<>(
        type,
        any -> estimator,
        rows -> Map.of(NO_AMOUNTS, counted.apply(rows)),
        partial -> NO_AMOUNTS,
        List.of(caveats));
  }

  static <R> MonthSums<R, CostPartial> ofCost(
      Function<Price, Estimator<R, CostPartial, ? extends Result>> estimator,
      Function<CohortRows, Map<Price, List<Counted<R>>>> counted,
      Estimate.Caveat... caveats) {
    return new MonthSums<>(
        CostPartial.class,
        estimator,
        counted,
        partial -> new Price(partial.currency(), partial.priceYear()),
        List.of(caveats));
  }

  SortedMap<SiteMonth, MonthPartial<P>> months(CohortRows rows) {
    SortedMap<SiteMonth, List<Member>> members = new TreeMap<>();
    for (Member member : rows.members()) {
      members.computeIfAbsent(SiteMonth.of(member), none -> new ArrayList<>()).add(member);
    }
    Map<SiteMonth, Map<Price, List<Counted<R>>>> byMonth = new HashMap<>();
    counted
        .apply(rows)
        .forEach(
            (each, all) ->
                all.forEach(
                    one ->
                        byMonth
                            .computeIfAbsent(
                                SiteMonth.of(one.member()), none -> new LinkedHashMap<>())
                            .computeIfAbsent(each, none -> new ArrayList<>())
                            .add(one)));
    SortedMap<SiteMonth, MonthPartial<P>> months = new TreeMap<>();
    members.forEach(
        (month, all) ->
            months.put(month, summed(month.site(), all, byMonth.getOrDefault(month, Map.of()))));
    return months;
  }

  MonthPartial<P> nobody(String site) {
    return summed(site, List.of(), Map.of());
  }

  private MonthPartial<P> summed(
      String site, List<Member> members, Map<Price, List<Counted<R>>> byPrice) {
    List<MonthPartial.Part<P>> parts = new ArrayList<>();
    byPrice.forEach((each, all) -> parts.add(part(members, all, estimator.apply(each))));
    return new MonthPartial<>(site, numbers(members), parts);
  }

  private MonthPartial.Part<P> part(
      List<Member> members, List<Counted<R>> rows, Estimator<R, P, ? extends Result> sums) {
    Accumulator<R, P> accumulator = sums.accumulator();
    Set<Member> included = new HashSet<>();
    for (Counted<R> each : rows) {
      accumulator.add(each.row());
      included.add(each.member());
    }
    List<Member> left = members.stream().filter(member -> !included.contains(member)).toList();
    int linked = (int) included.stream().filter(Member::linked).count();
    return new MonthPartial.Part<>(accumulator.partial(), rows.size(), numbers(left), linked);
  }

  private static PersonNumbers numbers(List<Member> members) {
    return PersonNumbers.of(members.stream().mapToLong(Member::number));
  }

  Estimate read(Question question, List<String> months, List<Member> withdrawn) {
    return merged(
        question, months.stream().map(text -> MonthPartial.read(text, type)).toList(), withdrawn);
  }

  Estimate estimate(Question question, CohortRows rows) {
    return merged(question, months(rows).values(), rows.withdrawn());
  }

  private Estimate merged(
      Question question, Collection<MonthPartial<P>> months, List<Member> withdrawn) {
    Price commonest = commonest(months);
    Estimator<R, P, ? extends Result> sums = estimator.apply(commonest);
    P total = sums.empty();
    LongStream.Builder counted = LongStream.builder();
    LongStream.Builder members = LongStream.builder();
    SiteCounts linked = new SiteCounts();
    SiteCounts excluded = new SiteCounts();
    SiteCounts gone = new SiteCounts();
    for (MonthPartial<P> month : months) {
      int all = month.members().size();
      int left = all;
      month.members().stream().forEach(members::add);
      for (MonthPartial.Part<P> part : month.parts()) {
        if (price.apply(part.partial()).equals(commonest)) {
          total = total.merge(part.partial());
          left = part.left().size();
          month.members().without(part.left()).forEach(counted::add);
          linked.add(month.site(), all - left, part.linked());
        }
      }
      excluded.add(month.site(), all, left);
      gone.add(month.site(), all, 0);
    }
    for (Member member : withdrawn) {
      gone.add(member.site(), 1, 1);
    }
    Cohort cohort = Cohort.of(counted.build());
    Cohort arm = Cohort.of(members.build());
    Cohort everybody =
        Cohort.of(
            LongStream.concat(
                Arrays.stream(arm.toArray()), withdrawn.stream().mapToLong(Member::number)));
    return new Estimate(
        sums.finish(total),
        cohort,
        Estimate.Share.of(linked.partial(), cohort),
        Estimate.Share.of(excluded.partial(), arm),
        Estimate.Share.of(gone.partial(), everybody),
        caveatsOf(question));
  }

  private List<Estimate.Caveat> caveatsOf(Question question) {
    List<Estimate.Caveat> all = new ArrayList<>(caveats);
    if (question.arm() != Question.Arm.TREATED) {
      all.add(Estimate.Caveat.NOT_ADJUSTED);
    }
    return all;
  }

  /** The price that most have; ties: the later year, then the later currency code. */
  private Price commonest(Collection<MonthPartial<P>> months) {
    Map<Price, Integer> rows = new HashMap<>();
    for (MonthPartial<P> month : months) {
      for (MonthPartial.Part<P> part : month.parts()) {
        rows.merge(price.apply(part.partial()), part.rows(), Integer::sum);
      }
    }
    return rows.keySet().stream()
        .max(
            Comparator.<Price>comparingInt(rows::get)
                .thenComparing(Price::year)
                .thenComparing(Price::currency))
        .orElse(NO_AMOUNTS);
  }

  /** Persons and a part of them by site; a site without persons is none. */
  private static final class SiteCounts {
    private final SortedMap<String, ResponsePartial.Counts> bySite = new TreeMap<>();

    void add(String site, long persons, long part) {
      if (persons > 0) {
        ResponsePartial.Counts before = bySite.getOrDefault(site, new ResponsePartial.Counts(0, 0));
        bySite.put(
            site, new ResponsePartial.Counts(before.n() + persons, before.responders() + part));
      }
    }

    ResponsePartial partial() {
      return new ResponsePartial(bySite);
    }
  }
}
