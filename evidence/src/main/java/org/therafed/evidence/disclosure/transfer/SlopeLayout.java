package org.therafed.evidence.disclosure.transfer;

import java.util.List;
import java.util.TreeMap;
import org.therafed.evidence.longitudinal.VisitMoments;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Moments;

/**
 * One number of each person, such as a slope per year: how many persons, the sum of their numbers
 * and of its squares, and who could not be assessed. No cell is a time. The spread of the total
 * agrees with that of the pooled numbers to 1e-12 of mean square by variance.
 *
 * @param question id of the question
 */
public record SlopeLayout(String question) implements TransferLayout<VisitMoments> {

  @Override
  public TransferSums sums(VisitMoments own, long left) {
    Moments all = Moments.NONE;
    for (VisitMoments.SiteMoments site : own.bySite().values()) {
      if (site.change().size() != 1) {
        throw EvidenceCode.ROUND_SHAPE.with(site.change().size() + " visits");
      }
      all = all.plus(site.change().get(0));
    }
    double n = all.n();
    return new TransferSums(
        question,
        0,
        List.of(
            new TransferBlock(
                "measured",
                List.of(all.n()),
                List.of(List.of(n * all.mean()), List.of(all.m2() + n * all.mean() * all.mean()))),
            TransferBlock.of("not assessed", List.of(left))));
  }

  @Override
  public VisitMoments partial(TransferSums total, List<String> sites) {
    TransferBlock measured = total.blocks().get(0);
    long n = measured.people().get(0);
    double mean = n == 0 ? 0 : measured.sums().get(0).get(0) / n;
    double squares = n == 0 ? 0 : measured.sums().get(1).get(0) - n * mean * mean;
    TreeMap<String, VisitMoments.SiteMoments> bySite = new TreeMap<>();
    for (int site = 0; site < sites.size(); site++) {
      long dealt = ResponseLayout.dealt(n, site, sites.size());
      // What rounding has left below zero is no spread.
      double share = n == 0 ? 0 : Math.max(0, squares) * dealt / n;
      bySite.put(
          sites.get(site),
          new VisitMoments.SiteMoments(
              List.of(dealt),
              List.of(new Moments(dealt, 0, 0)),
              List.of(new Moments(dealt, dealt == 0 ? 0 : mean, share))));
    }
    return new VisitMoments(bySite);
  }

  @Override
  public long left(TransferSums total) {
    return total.blocks().get(1).people().get(0);
  }
}
