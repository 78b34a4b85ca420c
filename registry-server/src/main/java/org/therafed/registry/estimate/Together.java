package org.therafed.registry.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.transfer.SurvivalLayout;
import org.therafed.evidence.disclosure.transfer.ToxicityLayout;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.longitudinal.VisitMoments;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityPartial;
import org.therafed.evidence.toxicity.ToxicityRow;
import org.therafed.registry.cohort.CohortRows;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.cohort.Question;

/**
 * One estimate over the registry's rows and the sites' sums. The sites' people have no numbers here
 * that the ledger of releases could compare; each site compares its own in its own ledger. Here
 * they get numbers by their group, the same in every question about it, so that the group and what
 * an endpoint leaves of it differ by at least as many as they do in truth.
 */
final class Together {

  private final Question question;
  private final CohortRows rows;
  private final SitesSums sums;
  private final int cut;
  private final Estimate own;

  /**
   * @param own over the rows alone
   */
  Together(Question question, CohortRows rows, SitesSums sums, int cut, Estimate own) {
    this.question = question;
    this.rows = rows;
    this.sums = sums;
    this.cut = cut;
    this.own = own;
  }

  Estimate response(List<ResponseRow> responses) {
    ResponseRate rate = new ResponseRate(question.level());
    SitesSums.Together<ResponsePartial> sites = sums.response();
    return estimate(
        rate.finish(rate.partialOf(responses).merge(sites.partial())),
        sites.partial().n(),
        sites.left());
  }

  Estimate slope(List<VisitSeries> slopes, VisitDesign perYear) {
    MeanChange change = new MeanChange(perYear, question.level());
    SitesSums.Together<VisitMoments> sites = sums.slope();
    long counted =
        sites.partial().bySite().values().stream().mapToLong(s -> s.persons().get(0)).sum();
    return estimate(
        change.finish(change.partialOf(slopes).merge(sites.partial())), counted, sites.left());
  }

  Estimate survival(List<SurvivalRow> times) {
    KaplanMeier curve = new KaplanMeier(question.level(), ConfidenceBand.LOG_LOG);
    SitesSums.Together<EventTable> sites = sums.survival();
    EventTable months =
        new SurvivalLayout(sums.question(), SitesSums.MONTHS).coarsened(curve.partialOf(times));
    return estimate(curve.finish(months.merge(sites.partial())), sites.partial().n(), sites.left());
  }

  /** Of the events that the module names: the sites' other ones count among all terms alone. */
  Estimate toxicity(List<ToxicityRow> exposed) {
    ToxicityIncidence incidence = new ToxicityIncidence(question.level());
    List<String> terms = question.module().namedEvents();
    SitesSums.Together<ToxicityPartial> sites = sums.toxicity(terms);
    ToxicityPartial here =
        new ToxicityLayout(sums.question(), terms).declared(incidence.partialOf(exposed));
    return estimate(
        incidence.finish(here.merge(sites.partial())),
        sites.partial().pooled().persons(),
        sites.left());
  }

  private Estimate estimate(Finding<? extends Result> finding, long counted, long left) {
    List<Estimate.Caveat> caveats = new ArrayList<>(own.caveats());
    if (question.kind() == Question.Kind.SURVIVAL) {
      caveats.add(Estimate.Caveat.MONTHLY_GRID);
    }
    if (question.kind() == Question.Kind.TOXICITY) {
      caveats.add(Estimate.Caveat.NAMED_TERMS_ONLY);
    }
    if (sums.withheld()) {
      caveats.add(Estimate.Caveat.SMALL_CELLS_STAYED_AT_SITES);
    }
    Cohort assessed = with(own.cohort(), counted);
    Cohort group = with(own.arm(), counted + left);
    long ownLeft = own.arm().size() - own.cohort().size();
    return new Estimate(
        finding,
        assessed,
        Estimate.Share.of(
            dealt(linkedHere(), own.cohort().size(), Math.min(sums.linked(), counted), counted),
            assessed),
        Estimate.Share.of(dealt(ownLeft, own.arm().size(), left, counted + left), group),
        own.withdrawn(),
        caveats);
  }

  private long linkedHere() {
    Cohort counted = own.cohort();
    return rows.members().stream()
        .filter(Member::linked)
        .filter(member -> counted.contains(member.number()))
        .count();
  }

  private Cohort with(Cohort here, long atSites) {
    String group = "sites/" + question.group().name() + "/" + cut + "/";
    return Cohort.of(
        LongStream.concat(
            Arrays.stream(here.toArray()),
            LongStream.range(0, atSites).map(person -> Member.numberOf(group + person))));
  }

  /** A part of the rows and of the sites' people, over labels as many as there are sites. */
  private ResponsePartial dealt(long partHere, long here, long partThere, long there) {
    List<String> labels = new ArrayList<>(sums.sites());
    rows.members().stream().map(Member::site).distinct().forEach(labels::add);
    TreeMap<String, ResponsePartial.Counts> bySite = new TreeMap<>();
    long n = here + there;
    long part = partHere + partThere;
    for (int i = 0; i < labels.size(); i++) {
      bySite.put(
          labels.get(i),
          new ResponsePartial.Counts(share(n, i, labels.size()), share(part, i, labels.size())));
    }
    return new ResponsePartial(bySite);
  }

  private static long share(long persons, int place, int places) {
    return persons / places + (place < persons % places ? 1 : 0);
  }
}
