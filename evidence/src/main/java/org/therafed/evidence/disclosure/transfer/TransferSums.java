package org.therafed.evidence.disclosure.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundSums;

/**
 * One site's answer to a question as sums.
 *
 * @param question its id and version
 * @param gridDays spacing of the time grid of its cells; 0 if none of them is a time, as the
 *     approved protocol must say too
 * @param blocks in the order the question declares
 */
public record TransferSums(String question, double gridDays, List<TransferBlock> blocks) {
  public TransferSums {
    Objects.requireNonNull(question, "question");
    blocks = List.copyOf(blocks);
  }

  /** How many cells were withheld; sums with any are no input of an estimator that needs all. */
  public int withheld() {
    return blocks.stream().mapToInt(TransferBlock::withheld).sum();
  }

  /**
   * All numbers in one vector, block by block: the people of each cell, then each further sum.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-ROUND-002} if cells are withheld
   */
  public RoundSums vector() {
    if (withheld() > 0) {
      throw EvidenceCode.ROUND_SHAPE.with(withheld() + " withheld cells");
    }
    List<Double> all = new ArrayList<>();
    for (TransferBlock block : blocks) {
      block.people().forEach(count -> all.add((double) count));
      block.sums().forEach(all::addAll);
    }
    return new RoundSums(all.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * The sums that a total of such vectors means, with this answer's layout.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-ROUND-002} if the length differs
   */
  public TransferSums withValues(RoundSums total) {
    int cells = blocks.stream().mapToInt(b -> b.people().size() * (1 + b.sums().size())).sum();
    if (total.size() != cells) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums for " + cells + " cells");
    }
    List<TransferBlock> filled = new ArrayList<>();
    int at = 0;
    for (TransferBlock block : blocks) {
      List<Long> people = new ArrayList<>();
      for (int cell = 0; cell < block.people().size(); cell++) {
        people.add(Math.round(total.get(at++)));
      }
      List<List<Double>> sums = new ArrayList<>();
      for (int sum = 0; sum < block.sums().size(); sum++) {
        List<Double> values = new ArrayList<>();
        for (int cell = 0; cell < block.people().size(); cell++) {
          values.add(total.get(at++));
        }
        sums.add(values);
      }
      filled.add(new TransferBlock(block.name(), people, sums));
    }
    return new TransferSums(question, gridDays, filled);
  }
}
