package org.therafed.evidence.rounds;

/** Whatever holds rows: a site, a partition of a distributed engine, or the one machine. */
public interface RoundSource {

  /**
   * The sums over this source's rows; {@link RoundSums#empty()} if it has none.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if it refuses the question
   */
  RoundSums answer(RoundRequest request);
}
