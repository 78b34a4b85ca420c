package org.therafed.evidence.table;

import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Result;

/** An estimate from two arms, two outcomes and their strata. */
interface TableEstimator<R extends Result> extends Estimator<ArmRow, TablePartial, R> {

  @Override
  default TablePartial empty() {
    return TablePartial.empty();
  }

  @Override
  default Accumulator<ArmRow, TablePartial> accumulator() {
    return new TablePartial.Tally();
  }
}
