package org.therafed.evidence.survival.followup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * How complete and how fresh follow-up is, by site and together. Completeness is Clark's index:
 * days observed divided by days that could have been, to the event for those who had it and to the
 * data cut for the others. A person without the event is stale if last seen longer before the data
 * cut than declared. Deaths reported late bias a survival curve upward, so both end in warnings.
 *
 * <p>Assumes that the data cut is the same day for all rows of a site. Warnings name how many
 * sites, never which.
 *
 * @param staleAfterDays declared, above 0
 * @param leastCompleteness declared, between 0 and 1; one less this is also the largest share of
 *     stale persons without a warning
 * @param leftTruncationDeclared whether the analysis counts persons at risk from the index date on
 *     a time axis that begins at cohort entry
 * @see <a href="https://doi.org/10.1016/S0140-6736(02)08272-7">Clark, Altman &amp; De Stavola
 *     2002</a>
 */
public record FollowUp(
    double staleAfterDays, double leastCompleteness, boolean leftTruncationDeclared)
    implements Estimator<FollowUpRow, FollowUpSums, FollowUpResult> {

  private static final Method METHOD =
      new Method(
          "Completeness and freshness of follow-up",
          "Clark, Altman & De Stavola 2002, Lancet 359:1309; Suissa 2008, Am J Epidemiol 167:492");

  public FollowUp {
    if (!(staleAfterDays > 0 && Double.isFinite(staleAfterDays))) {
      throw EvidenceCode.FOLLOW_UP_IMPOSSIBLE.with("a limit of " + staleAfterDays);
    }
    Levels.check(leastCompleteness);
  }

  /** What is computed, with its source. */
  public Method method() {
    return METHOD;
  }

  @Override
  public FollowUpSums empty() {
    return new FollowUpSums(staleAfterDays, new TreeMap<>());
  }

  @Override
  public Accumulator<FollowUpRow, FollowUpSums> accumulator() {
    return new Collector(staleAfterDays);
  }

  @Override
  public Finding<FollowUpResult> finish(FollowUpSums sums) {
    if (sums.bySite().isEmpty()) {
      return new NoData<>(METHOD);
    }
    FollowUpSums.SiteSums all = null;
    List<FollowUpResult.Share> sites = new ArrayList<>();
    long incomplete = 0;
    long staleSites = 0;
    for (Map.Entry<String, FollowUpSums.SiteSums> each : sums.bySite().entrySet()) {
      all = all == null ? each.getValue() : all.plus(each.getValue());
      FollowUpResult.Share share = FollowUpResult.Share.of(each.getKey(), each.getValue());
      sites.add(share);
      incomplete += share.completeness() < leastCompleteness ? 1 : 0;
      staleSites += share.staleShare() > 1 - leastCompleteness ? 1 : 0;
    }
    List<String> checks = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    if (incomplete > 0) {
      warnings.add(
          "Follow-up is less complete than declared at "
              + incomplete
              + " of "
              + sites.size()
              + " sites: late deaths would lower the curve.");
    } else {
      checks.add("Follow-up is as complete as declared at every site (Clark's index).");
    }
    if (staleSites > 0) {
      warnings.add(
          "Stale follow-up at "
              + staleSites
              + " of "
              + sites.size()
              + " sites: too many persons without the event were last seen longer before the data"
              + " cut than declared.");
    } else {
      checks.add("Follow-up is as fresh as declared at every site.");
    }
    if (all.lateIndex() > 0 && !leftTruncationDeclared) {
      warnings.add(
          "Immortal time: the index date follows the cohort entry and no left truncation was"
              + " declared.");
    } else {
      checks.add(
          all.lateIndex() > 0
              ? "Late index dates are handled as left truncation."
              : "No index date follows the cohort entry.");
    }
    Basis basis =
        new Basis(
            all.n(),
            all.events(),
            sites.size(),
            "persons; share of possible follow-up",
            METHOD,
            checks,
            warnings);
    return new Estimated<>(new FollowUpResult(basis, FollowUpResult.Share.of("all", all), sites));
  }

  private static final class Collector implements Accumulator<FollowUpRow, FollowUpSums> {
    private final double staleAfterDays;
    private final Map<String, long[]> counts = new TreeMap<>();
    private final Map<String, double[]> days = new TreeMap<>();

    Collector(double staleAfterDays) {
      this.staleAfterDays = staleAfterDays;
    }

    @Override
    public void add(FollowUpRow row) {
      long[] count = counts.computeIfAbsent(row.site(), s -> new long[4]);
      double[] sum = days.computeIfAbsent(row.site(), s -> new double[2]);
      boolean stale = !row.event() && row.toDataCutDays() - row.observedDays() > staleAfterDays;
      count[0]++;
      count[1] += row.event() ? 1 : 0;
      count[2] += stale ? 1 : 0;
      count[3] += row.cohortToIndexDays() > 0 ? 1 : 0;
      sum[0] += row.observedDays();
      sum[1] += row.event() ? row.observedDays() : row.toDataCutDays();
    }

    @Override
    public FollowUpSums partial() {
      TreeMap<String, FollowUpSums.SiteSums> bySite = new TreeMap<>();
      counts.forEach(
          (site, c) -> {
            double[] d = days.get(site);
            bySite.put(site, new FollowUpSums.SiteSums(c[0], c[1], c[2], c[3], d[0], d[1]));
          });
      return new FollowUpSums(staleAfterDays, bySite);
    }
  }
}
