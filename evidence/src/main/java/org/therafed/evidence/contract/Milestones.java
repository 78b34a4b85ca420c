package org.therafed.evidence.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.response.Proportion;

/**
 * How many courses reached each milestone of an agreement, failed it, are not yet due, or are
 * overdue for assessment, with the amounts that follow.
 *
 * <p>The assessment nearest to the due day within the window decides (of two as near the later, of
 * two on one day the failed); an assessment on or after a failure does not count. Without one, a
 * failure up to the end of the window fails the milestone; else it is not yet due while the data
 * cut is within the window, and overdue after it. An overdue milestone is missing, not failed: the
 * share reached is of those decided, and a warning says how many are not.
 *
 * @param level confidence level of the share reached
 * @param agreement what was agreed
 */
public record Milestones(double level, Agreement agreement)
    implements Estimator<ContractCourse, MilestonePartial, MilestoneResult> {

  private static final Method METHOD =
      new Method(
          "Contract milestones by declared rule, Clopper–Pearson interval",
          "The agreement; Clopper & Pearson 1934, Biometrika 26:404");

  public Milestones {
    Levels.check(level);
    Objects.requireNonNull(agreement, "agreement");
  }

  @Override
  public MilestonePartial empty() {
    return new MilestonePartial(agreement.canonicalJson(), new TreeMap<>());
  }

  @Override
  public Accumulator<ContractCourse, MilestonePartial> accumulator() {
    return new Tally();
  }

  @Override
  public Finding<MilestoneResult> finish(MilestonePartial partial) {
    MilestonePartial.SiteCounts all = empty().merge(partial).pooled();
    long excluded = all.exclusions().values().stream().mapToLong(Long::longValue).sum();
    if (all.courses() + excluded == 0) {
      return new NoData<>(METHOD);
    }
    List<MilestoneResult.Milestone> milestones = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    long reached = 0;
    for (int i = 0; i < agreement.milestones().size(); i++) {
      MilestoneRule rule = agreement.milestones().get(i);
      MilestonePartial.Counts c =
          all.milestones().isEmpty() ? MilestonePartial.Counts.NONE : all.milestones().get(i);
      BigDecimal one = agreement.instalment(rule);
      long decided = c.reached() + c.failed();
      Optional<Interval> interval =
          decided == 0
              ? Optional.empty()
              : Optional.of(Proportion.clopperPearson(c.reached(), decided, level));
      milestones.add(
          new MilestoneResult.Milestone(
              rule,
              c,
              one,
              times(one, c.reached()),
              times(one, c.failed()),
              times(one, c.notYetDue()),
              times(one, c.overdue()),
              decided == 0 ? Optional.empty() : Optional.of((double) c.reached() / decided),
              interval));
      if (c.overdue() > 0) {
        warnings.add(rule.name() + ": " + c.overdue() + " courses are overdue for assessment.");
      }
      reached += c.reached();
    }
    int sites =
        (int)
            partial.bySite().values().stream()
                .filter(s -> s.courses() > 0 || !s.exclusions().isEmpty())
                .count();
    return new Estimated<>(
        new MilestoneResult(
            new Basis(
                all.courses(),
                reached,
                sites,
                "courses; " + agreement.currency(),
                METHOD,
                List.of(),
                warnings),
            agreement,
            excluded,
            all.exclusions(),
            milestones));
  }

  private static BigDecimal times(BigDecimal amount, long courses) {
    return amount.multiply(BigDecimal.valueOf(courses));
  }

  private final class Tally implements Accumulator<ContractCourse, MilestonePartial> {
    private final Map<String, long[][]> states = new TreeMap<>();
    private final Map<String, TreeMap<String, Long>> exclusions = new TreeMap<>();

    @Override
    public void add(ContractCourse course) {
      if (course.exclusion().isPresent()) {
        exclusions
            .computeIfAbsent(course.site(), s -> new TreeMap<>())
            .merge(course.exclusion().get(), 1L, Long::sum);
        return;
      }
      List<MilestoneRule> rules = agreement.milestones();
      long[][] counts = states.computeIfAbsent(course.site(), s -> new long[rules.size() + 1][4]);
      counts[rules.size()][0]++;
      for (int i = 0; i < rules.size(); i++) {
        counts[i][column(course.state(rules.get(i)))]++;
      }
    }

    private static int column(MilestoneState state) {
      return switch (state) {
        case REACHED -> 0;
        case FAILED -> 1;
        case NOT_YET_DUE -> 2;
        case OVERDUE -> 3;
      };
    }

    @Override
    public MilestonePartial partial() {
      TreeMap<String, MilestonePartial.SiteCounts> bySite = new TreeMap<>();
      exclusions.forEach(
          (site, e) -> bySite.put(site, new MilestonePartial.SiteCounts(0, e, List.of())));
      states.forEach(
          (site, counts) -> {
            List<MilestonePartial.Counts> milestones = new ArrayList<>();
            for (int i = 0; i < counts.length - 1; i++) {
              long[] c = counts[i];
              milestones.add(new MilestonePartial.Counts(c[0], c[1], c[2], c[3]));
            }
            bySite.merge(
                site,
                new MilestonePartial.SiteCounts(
                    counts[counts.length - 1][0], new TreeMap<>(), milestones),
                MilestonePartial.SiteCounts::plus);
          });
      return new MilestonePartial(agreement.canonicalJson(), bySite);
    }
  }
}
