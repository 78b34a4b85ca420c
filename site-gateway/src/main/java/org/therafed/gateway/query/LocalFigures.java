package org.therafed.gateway.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityResult;
import org.therafed.gateway.forward.local.LocalRecords.LocalPerson;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.module.TherapyModule.Endpoint;
import org.therafed.profiles.projection.EndpointOutcome;

/**
 * This site's own figures of everybody treated by a module: whole, for its own staff. They do not
 * leave; what leaves passes the transfer door as {@link LocalSums}.
 */
public final class LocalFigures {

  /** The level at which the registry tells sites its figures. */
  public static final double LEVEL = 0.95;

  private final TherapyModule module;
  private final String site;
  private final List<LocalMember> members;

  private LocalFigures(TherapyModule module, String site, List<LocalMember> members) {
    this.module = module;
    this.site = site;
    this.members = members;
  }

  /**
   * Figures of those of some persons who were treated by a module.
   *
   * @param site label of this site
   */
  public static LocalFigures of(TherapyModule module, String site, List<LocalPerson> persons) {
    AskedFigure everybody =
        new AskedFigure(
            "response", module.id(), module.version(), "", "treated", "", Instant.MAX, 0);
    return new LocalFigures(module, site, LocalCohort.of(everybody, persons).orElseThrow());
  }

  /** How many were treated. */
  public int treated() {
    return members.size();
  }

  /** The share for whom an endpoint came out as yes, of those who can be judged. */
  public Finding<ResponseResult> response(Endpoint endpoint) {
    LocalOutcomes outcomes = new LocalOutcomes(module, endpoint);
    List<ResponseRow> rows = new ArrayList<>();
    for (LocalMember member : members) {
      outcomes.of(member).yesOrNo().ifPresent(yes -> rows.add(new ResponseRow(site, yes)));
    }
    return finish(new ResponseRate(LEVEL), rows);
  }

  /** The time to an event, as Kaplan–Meier curve. */
  public Finding<SurvivalCurve> survival(Endpoint endpoint) {
    LocalOutcomes outcomes = new LocalOutcomes(module, endpoint);
    List<SurvivalRow> rows = new ArrayList<>();
    for (LocalMember member : members) {
      if (outcomes.of(member) instanceof EndpointOutcome.Time time) {
        rows.add(new SurvivalRow(site, 0, time.days(), time.event()));
      }
    }
    return finish(new KaplanMeier(LEVEL, ConfidenceBand.LOG_LOG), rows);
  }

  /** Adverse events from the index date on, by worst grade; no record means no event. */
  public Finding<ToxicityResult> toxicity() {
    ToxicityIncidence table = new ToxicityIncidence(LEVEL);
    return table.finish(WorstGrades.of(table, site, members));
  }

  private static <ROW, P extends Partial<P>, R extends Result> Finding<R> finish(
      Estimator<ROW, P, R> estimator, List<ROW> rows) {
    Accumulator<ROW, P> accumulator = estimator.accumulator();
    rows.forEach(accumulator::add);
    return estimator.finish(accumulator.partial());
  }
}
