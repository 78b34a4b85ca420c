package org.therafed.evidence.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.results.DataCut;
import org.therafed.evidence.results.Provenance;
import org.therafed.evidence.results.Report;

/**
 * A published result as a {@link Report}, ready for every format. It says only what the result
 * says: rounded numbers, no number of events, nothing of what was withheld or why.
 */
public final class PublishedReport {
  private static final String COARSENED =
      "coarsened for publication: counts and denominators are rounded, limits rounded outwards";

  private PublishedReport() {}

  /** The report; of {@link NotReleased} the one uniform state. */
  public static Report of(String title, DisclosedResult result, DataCut cut, String software) {
    if (result instanceof DisclosedResponse response) {
      return complete(
          title,
          List.of(proportion("response rate", response.rate())),
          provenance(response.n(), response.sites(), "persons", response.method(), cut, software));
    }
    if (result instanceof DisclosedSurvival survival) {
      return complete(
          title,
          survival(survival),
          provenance(survival.n(), survival.sites(), "persons", survival.method(), cut, software));
    }
    if (result instanceof DisclosedToxicity toxicity) {
      return complete(
          title,
          toxicity(toxicity),
          provenance(toxicity.n(), toxicity.sites(), "persons", toxicity.method(), cut, software));
    }
    if (result instanceof DisclosedCost cost) {
      return complete(
          title,
          cost(cost),
          provenance(cost.courses(), cost.sites(), "courses", cost.method(), cut, software));
    }
    if (result instanceof DisclosedModel model) {
      return complete(
          title,
          model.effects().stream().map(PublishedReport::effect).toList(),
          provenance(model.n(), model.sites(), "persons", model.method(), cut, software)
              .withWarnings(model.warnings()));
    }
    if (result instanceof DisclosedFigures figures) {
      return complete(
          title,
          figures.figures().stream().map(PublishedReport::figure).toList(),
          provenance(figures.n(), figures.sites(), "persons", figures.method(), cut, software));
    }
    return Report.withoutNumbers(
        title,
        Report.Status.NOT_RELEASED,
        null,
        "nothing is published of this question",
        cut,
        software);
  }

  private static Report complete(String title, List<Estimate> numbers, Provenance provenance) {
    return new Report(title, Report.Status.COMPLETE, numbers, provenance);
  }

  private static Provenance provenance(
      long n, int sites, String unit, Method method, DataCut cut, String software) {
    return new Provenance(
        OptionalLong.of(n),
        OptionalLong.empty(),
        OptionalInt.of(sites),
        unit,
        Optional.of(method),
        cut,
        software,
        List.of(),
        List.of(COARSENED));
  }

  private static Estimate proportion(String quantity, DisclosedProportion shown) {
    return Estimate.of(quantity, shown.value(), "1")
        .within(OptionalDouble.of(shown.lower()), OptionalDouble.of(shown.upper()), shown.level());
  }

  private static List<Estimate> survival(DisclosedSurvival survival) {
    List<Estimate> all = new ArrayList<>();
    for (DisclosedSurvival.Month month : survival.curve()) {
      Estimate value = Estimate.of("survival", month.survival(), "1");
      all.add(
          (month.lower() == null
                  ? value
                  : value.within(
                      OptionalDouble.of(month.lower()),
                      OptionalDouble.of(month.upper()),
                      survival.level()))
              .at("month", month.month()));
      all.add(Estimate.count("at risk", month.atRisk()).at("month", month.month()));
    }
    months("median survival", survival.median(), survival.level(), all);
    months("median follow-up", survival.medianFollowUp(), survival.level(), all);
    return all;
  }

  private static void months(
      String quantity, DisclosedSurvival.Months shown, double level, List<Estimate> all) {
    if (shown.value() != null) {
      Estimate value = Estimate.of(quantity, shown.value(), "mo");
      // A level belongs to limits; follow-up has none.
      all.add(
          shown.lower() == null && shown.upper() == null
              ? value
              : value.within(limit(shown.lower()), limit(shown.upper()), level));
    }
  }

  private static OptionalDouble limit(Double shown) {
    return shown == null ? OptionalDouble.empty() : OptionalDouble.of(shown);
  }

  private static List<Estimate> toxicity(DisclosedToxicity toxicity) {
    List<Estimate> all = new ArrayList<>();
    term(toxicity.anyTerm(), all);
    toxicity.terms().forEach(term -> term(term, all));
    return all;
  }

  private static void term(DisclosedToxicity.Term term, List<Estimate> all) {
    if (term.any() != null) {
      all.add(proportion("any grade", term.any()).at("term", term.term()));
    }
    if (term.grade3Plus() != null) {
      all.add(proportion("grade ≥ 3", term.grade3Plus()).at("term", term.term()));
    }
    for (int grade = 1; grade <= term.byWorstGrade().size(); grade++) {
      DisclosedShare share = term.byWorstGrade().get(grade - 1);
      if (share != null) {
        all.add(
            Estimate.of("share", share.value(), "1")
                .at("term", term.term())
                .at("worst grade", grade));
      }
    }
  }

  private static List<Estimate> cost(DisclosedCost cost) {
    List<Estimate> all = new ArrayList<>();
    all.add(amount("mean cost", cost.total(), cost));
    all.add(Estimate.of("standard deviation", cost.total().sd(), cost.currency()));
    for (DisclosedCost.Component component : cost.components()) {
      if (component.amount() != null) {
        all.add(
            amount("mean cost", component.amount(), cost).at("component", component.component()));
      }
    }
    return all;
  }

  private static Estimate effect(DisclosedModel.Effect effect) {
    Estimate estimate = Estimate.of(effect.quantity(), effect.value(), "1");
    for (Map.Entry<String, String> key : effect.of().entrySet()) {
      estimate = estimate.at(key.getKey(), key.getValue());
    }
    return effect.level() == null
        ? estimate
        : estimate.within(limit(effect.lower()), limit(effect.upper()), effect.level());
  }

  private static Estimate figure(DisclosedFigures.Figure figure) {
    Estimate estimate = Estimate.of(figure.quantity(), figure.value(), figure.unit());
    for (Map.Entry<String, String> key : figure.of().entrySet()) {
      estimate = estimate.at(key.getKey(), key.getValue());
    }
    return figure.level() == null
        ? estimate
        : estimate.within(limit(figure.lower()), limit(figure.upper()), figure.level());
  }

  private static Estimate amount(String quantity, DisclosedCost.Amount shown, DisclosedCost cost) {
    return Estimate.of(quantity, shown.mean(), cost.currency())
        .within(OptionalDouble.of(shown.lower()), OptionalDouble.of(shown.upper()), cost.level());
  }
}
