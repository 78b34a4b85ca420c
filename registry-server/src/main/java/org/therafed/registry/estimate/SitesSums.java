package org.therafed.registry.estimate;

import java.util.List;
import java.util.TreeMap;
import org.therafed.evidence.disclosure.transfer.ResponseLayout;
import org.therafed.evidence.disclosure.transfer.SlopeLayout;
import org.therafed.evidence.disclosure.transfer.SurvivalLayout;
import org.therafed.evidence.disclosure.transfer.ToxicityLayout;
import org.therafed.evidence.disclosure.transfer.TransferLayout;
import org.therafed.evidence.longitudinal.VisitMoments;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.toxicity.ToxicityPartial;

/**
 * The total of the sums of sites that share aggregates.
 *
 * @param question id of the question to them
 * @param total of length 0 if no site counts
 * @param sites labels of those that count
 * @param withheld whether there are sites whose small cells did not cross, so that they do not
 *     count
 * @param linked persons among them who are known at several sources, each counted once
 */
public record SitesSums(
    String question, RoundSums total, List<String> sites, boolean withheld, int linked) {

  /** Last month of the grid of a time to an event: 50 years. */
  public static final int MONTHS = 600;

  public SitesSums {
    sites = List.copyOf(sites);
  }

  /** A partial over the sites' people, and how many of them could not be assessed. */
  record Together<P>(P partial, long left) {}

  Together<ResponsePartial> response() {
    ResponseLayout layout = new ResponseLayout(question);
    ResponsePartial nobody = new ResponsePartial(new TreeMap<>());
    return read(layout, nobody);
  }

  Together<VisitMoments> slope() {
    return read(new SlopeLayout(question), new VisitMoments(new TreeMap<>()));
  }

  Together<EventTable> survival() {
    return read(new SurvivalLayout(question, MONTHS), EventTable.empty());
  }

  /**
   * @param terms codes of the declared terms
   */
  Together<ToxicityPartial> toxicity(List<String> terms) {
    return read(new ToxicityLayout(question, terms), new ToxicityPartial(new TreeMap<>()));
  }

  private <P> Together<P> read(TransferLayout<P> layout, P nobody) {
    if (sites.isEmpty()) {
      return new Together<>(nobody, 0);
    }
    var sums = layout.sums(nobody, 0).withValues(total);
    return new Together<>(layout.partial(sums, sites), layout.left(sums));
  }
}
