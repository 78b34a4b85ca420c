package org.therafed.evidence.rounds;

/** Whatever holds rows: a site, a partition of a distributed engine, or the one machine. */
public interface RoundSource {

  /**
   * The sums over this source's rows; {@link RoundSums#empty()} if it has none.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if it refuses the question
   */
  RoundSums answer(RoundRequest request);

  /**
   * How far apart, on the log scale of odds or hazards, the parameters asked about set two of this
   * source's rows that are compared with each other; 0 where parameters are no effects. Beyond all
   * reason a sum becomes a count of those above a threshold, which tells of one person.
   */
  default double reach(RoundRequest request) {
    return 0;
  }
}
