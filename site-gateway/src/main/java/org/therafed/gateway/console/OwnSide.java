package org.therafed.gateway.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.survival.Point;
import org.therafed.evidence.survival.Step;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.toxicity.Incidence;
import org.therafed.evidence.toxicity.TermToxicity;
import org.therafed.evidence.toxicity.ToxicityResult;
import org.therafed.gateway.console.ResultsView.Side;

/** Prints this site's own estimates. */
final class OwnSide {

  private OwnSide() {}

  static Side response(Finding<ResponseResult> finding) {
    return finding
        .result()
        .map(
            found ->
                side(
                    Figure.percent(found.rate()),
                    Figure.percent(found.clopperPearson()),
                    found.responders() + " / " + found.basis().n()))
        .orElse(Side.NONE);
  }

  static Side median(Optional<SurvivalCurve> curve) {
    return curve
        .map(
            found -> {
              SurvivalQuantile median = found.median();
              return side(
                  Figure.months(median.timeDays()),
                  Figure.limits(
                      Figure.months(median.lowerDays()), Figure.months(median.upperDays())),
                  found.basis().events() + " / " + found.basis().n());
            })
        .orElse(Side.NONE);
  }

  /** The curve at a month; nothing beyond the last observation. */
  static Side at(Optional<SurvivalCurve> curve, int month) {
    return curve
        .filter(found -> Figure.day(month) <= found.lastTimeDays())
        .map(found -> found.at(Figure.day(month)))
        .map(
            point ->
                side(
                    Figure.percent(point.survival()), limits(point), Long.toString(point.atRisk())))
        .orElse(Side.NONE);
  }

  private static String limits(Point point) {
    return point.lower().isPresent()
        ? Figure.percent(point.lower().getAsDouble())
            + " – "
            + Figure.percent(point.upper().getAsDouble())
        : "";
  }

  /** The steps of the curve, in order: month, survival, lower, upper limit. */
  static List<Double[]> points(Optional<SurvivalCurve> curve) {
    List<Double[]> points = new ArrayList<>();
    if (curve.isPresent()) {
      points.add(new Double[] {0.0, 1.0, null, null});
      for (Step step : curve.get().steps()) {
        points.add(
            new Double[] {
              Figure.inMonths(step.timeDays()),
              step.survival(),
              limit(step.lower()),
              limit(step.upper())
            });
      }
    }
    return points;
  }

  private static Double limit(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** Any term, under an empty code, and each that somebody had. */
  static Map<String, Side[]> events(Finding<ToxicityResult> finding) {
    Map<String, Side[]> events = new TreeMap<>();
    finding
        .result()
        .ifPresent(
            found -> {
              long exposed = found.basis().n();
              events.put("", term(found.anyTerm(), exposed));
              found.byTerm().forEach((code, term) -> events.put(code, term(term, exposed)));
            });
    return events;
  }

  private static Side[] term(TermToxicity term, long exposed) {
    return new Side[] {share(term.any(), exposed), share(term.grade3Plus(), exposed)};
  }

  private static Side share(Incidence incidence, long exposed) {
    return side(
        Figure.percent(incidence.proportion()),
        Figure.percent(incidence.clopperPearson()),
        incidence.persons() + " / " + exposed);
  }

  private static Side side(String value, String interval, String people) {
    return new Side(value, interval, people, "released");
  }
}
