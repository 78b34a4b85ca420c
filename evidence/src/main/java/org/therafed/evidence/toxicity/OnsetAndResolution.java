package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.KaplanMeier;

/**
 * Time to the first event of a term and grade, and from there to its resolution, by Kaplan–Meier
 * with log–log limits: quantiles with censoring. The onset is also given among those affected only,
 * which is what trial reports print and which says nothing about how many are affected.
 *
 * <p>Death and the end of observation are censorings: where many die before the event, use the
 * cumulative incidence with competing risks.
 *
 * @param level confidence level of the limits
 * @param scheme what the grades mean
 * @param term term code; empty for any term
 * @param leastGrade 1 for any grade
 */
public record OnsetAndResolution(double level, GradingScheme scheme, String term, int leastGrade)
    implements Estimator<AdverseEventRow, OnsetPartial, OnsetResult> {

  public OnsetAndResolution {
    Levels.check(level);
    Objects.requireNonNull(scheme, "scheme");
    if (!term.isEmpty()) {
      scheme.check(term);
    }
    if (leastGrade < 1 || leastGrade > GradeCounts.GRADES) {
      throw EvidenceCode.GRADE_OUT_OF_RANGE.with(leastGrade);
    }
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        "Onset and resolution of the first event, Kaplan–Meier",
        scheme.source() + "; Kaplan & Meier 1958, J Am Stat Assoc 53:457");
  }

  @Override
  public OnsetPartial empty() {
    EventTable none = EventTable.empty();
    return new OnsetPartial(scheme, term, leastGrade, none, none, none);
  }

  @Override
  public Accumulator<AdverseEventRow, OnsetPartial> accumulator() {
    return new Tables();
  }

  @Override
  public Finding<OnsetResult> finish(OnsetPartial partial) {
    OnsetPartial checked = empty().merge(partial);
    KaplanMeier kaplanMeier = new KaplanMeier(level, ConfidenceBand.LOG_LOG);
    long n = checked.onset().n();
    if (n == 0) {
      return new NoData<>(method());
    }
    long affected = checked.onset().events();
    List<String> warnings = new ArrayList<>();
    if (affected < 10) {
      warnings.add("Fewer than 10 persons had the event: intervals are approximate.");
    }
    int sites = (int) checked.onset().bySite().values().stream().filter(s -> s.n() > 0).count();
    return new Estimated<>(
        new OnsetResult(
            new Basis(n, affected, sites, "persons; days", method(), List.of(), warnings),
            kaplanMeier.finish(checked.onset()),
            kaplanMeier.finish(checked.affected()),
            kaplanMeier.finish(checked.resolution())));
  }

  private final class Tables implements Accumulator<AdverseEventRow, OnsetPartial> {
    private final EventTableBuilder onset = new EventTableBuilder();
    private final EventTableBuilder affected = new EventTableBuilder();
    private final EventTableBuilder resolution = new EventTableBuilder();

    @Override
    public void add(AdverseEventRow row) {
      row.gradedBy(scheme);
      AdverseEvent first = null;
      for (AdverseEvent event : row.events()) {
        boolean counts =
            (term.isEmpty() || event.term().equals(term)) && event.grade() >= leastGrade;
        if (counts && (first == null || earlier(event, first))) {
          first = event;
        }
      }
      if (first == null) {
        onset.add(row.site(), 0, row.exposureDays(), false);
        return;
      }
      onset.add(row.site(), 0, first.onsetDays(), true);
      affected.add(row.site(), 0, first.onsetDays(), true);
      double last = row.exposureDays();
      double resolved = first.resolvedDays().orElse(Double.POSITIVE_INFINITY);
      resolution.add(row.site(), 0, Math.min(resolved, last) - first.onsetDays(), resolved <= last);
    }

    /** Of two that began on one day, the one that lasted longer: the order must not decide. */
    private static boolean earlier(AdverseEvent event, AdverseEvent first) {
      double end = event.resolvedDays().orElse(Double.POSITIVE_INFINITY);
      double firstEnd = first.resolvedDays().orElse(Double.POSITIVE_INFINITY);
      return event.onsetDays() < first.onsetDays()
          || (event.onsetDays() == first.onsetDays() && end > firstEnd);
    }

    @Override
    public OnsetPartial partial() {
      return new OnsetPartial(
          scheme, term, leastGrade, onset.partial(), affected.partial(), resolution.partial());
    }
  }
}
