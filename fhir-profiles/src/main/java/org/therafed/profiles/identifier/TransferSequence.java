package org.therafed.profiles.identifier;

import static org.therafed.profiles.outcome.Fault.safe;

/**
 * The number of a transfer of one site, from 1, without a gap.
 *
 * @param value from 1
 */
public record TransferSequence(long value) {
  public TransferSequence {
    if (value < 1) {
      throw IdentifierCode.SEQUENCE.with(safe("sequence", value));
    }
  }

  /** The number that follows. */
  public TransferSequence next() {
    return new TransferSequence(value + 1);
  }
}
