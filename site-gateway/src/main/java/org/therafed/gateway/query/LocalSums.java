package org.therafed.gateway.query;

import java.util.List;
import java.util.TreeMap;
import org.therafed.evidence.disclosure.transfer.ResponseLayout;
import org.therafed.evidence.disclosure.transfer.SlopeLayout;
import org.therafed.evidence.disclosure.transfer.SurvivalLayout;
import org.therafed.evidence.disclosure.transfer.ToxicityLayout;
import org.therafed.evidence.disclosure.transfer.TransferSums;
import org.therafed.evidence.longitudinal.VisitMoments;
import org.therafed.evidence.partial.Moments;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.EndpointOutcome;

/** The sums of a question over this site's people, by the rules by which the registry has them. */
final class LocalSums {

  private static final String SURVIVAL = "survival";
  private static final String RESPONSE = "response";
  private static final String SLOPE = "slope";
  private static final String TOXICITY = "toxicity";

  /** Of the intervals, which do not cross. */
  private static final double LEVEL = 0.95;

  private final AskedFigure asked;
  private final TherapyModule module;
  private final String site;

  /**
   * @param module of the version that is asked for
   */
  LocalSums(AskedFigure asked, TherapyModule module, String site) {
    this.asked = asked;
    this.module = module;
    this.site = site;
  }

  /** Whether a kind of figure is answered with sums, and its grid and endpoint fit it. */
  static boolean knows(AskedFigure asked, TherapyModule module) {
    return switch (asked.kind()) {
      case SURVIVAL -> asked.months() >= 1 && asked.months() <= 1200 && names(asked, module);
      case RESPONSE, SLOPE -> asked.months() == 0 && names(asked, module);
      case TOXICITY -> asked.months() == 0 && asked.endpoint().isEmpty();
      default -> false;
    };
  }

  private static boolean names(AskedFigure asked, TherapyModule module) {
    return module.endpoint(asked.endpoint()).isPresent();
  }

  private LocalOutcomes outcomes() {
    return new LocalOutcomes(module, module.endpoint(asked.endpoint()).orElseThrow());
  }

  /** The sums, whole; they leave only through the transfer door. */
  TransferSums of(String question, List<LocalMember> members) {
    return switch (asked.kind()) {
      case SURVIVAL -> survival(question, members);
      case SLOPE -> slope(question, members);
      case TOXICITY -> toxicity(question, members);
      default -> response(question, members);
    };
  }

  private TransferSums toxicity(String question, List<LocalMember> members) {
    return new ToxicityLayout(question, module.namedEvents())
        .sums(WorstGrades.of(new ToxicityIncidence(LEVEL), site, members), 0);
  }

  private TransferSums response(String question, List<LocalMember> members) {
    LocalOutcomes outcomes = outcomes();
    long assessed = 0;
    long responders = 0;
    for (LocalMember member : members) {
      Boolean yes = outcomes.of(member).yesOrNo().orElse(null);
      assessed += yes == null ? 0 : 1;
      responders += Boolean.TRUE.equals(yes) ? 1 : 0;
    }
    TreeMap<String, ResponsePartial.Counts> counts = new TreeMap<>();
    counts.put(site, new ResponsePartial.Counts(assessed, responders));
    return new ResponseLayout(question)
        .sums(new ResponsePartial(counts), members.size() - assessed);
  }

  private TransferSums slope(String question, List<LocalMember> members) {
    LocalOutcomes outcomes = outcomes();
    Moments.Running slopes = new Moments.Running();
    for (LocalMember member : members) {
      if (outcomes.of(member) instanceof EndpointOutcome.Measured measured) {
        slopes.add(measured.value().doubleValue());
      }
    }
    Moments moments = slopes.moments();
    TreeMap<String, VisitMoments.SiteMoments> own = new TreeMap<>();
    own.put(
        site,
        new VisitMoments.SiteMoments(
            List.of(moments.n()), List.of(new Moments(moments.n(), 0, 0)), List.of(moments)));
    return new SlopeLayout(question).sums(new VisitMoments(own), members.size() - moments.n());
  }

  private TransferSums survival(String question, List<LocalMember> members) {
    LocalOutcomes outcomes = outcomes();
    EventTableBuilder table = new EventTableBuilder();
    long left = 0;
    for (LocalMember member : members) {
      if (outcomes.of(member) instanceof EndpointOutcome.Time time) {
        table.add(site, 0, (double) time.days(), time.event());
      } else {
        left++;
      }
    }
    return new SurvivalLayout(question, asked.months()).sums(table.partial(), left);
  }
}
