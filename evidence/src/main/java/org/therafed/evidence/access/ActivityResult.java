package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * Activity lost, on unrounded data; activities in MBq.
 *
 * @param basis n (doses), sites, method, warnings
 * @param calibratedMBq at calibration
 * @param remainingMBq at administration
 * @param lostMBq the difference, lost to decay
 * @param lostShare lost / calibrated, of all activity
 * @param meanLostShare the mean over doses
 * @param meanInterval its t interval; empty for one dose
 * @param measured doses of which the administered activity is known
 * @param notAdministeredMBq left at administration but not given, of these doses; empty if none
 */
public record ActivityResult(
    Basis basis,
    double calibratedMBq,
    double remainingMBq,
    double lostMBq,
    double lostShare,
    double meanLostShare,
    Optional<Interval> meanInterval,
    long measured,
    OptionalDouble notAdministeredMBq)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(Estimate.of("activity at calibration", calibratedMBq, "MBq"));
    all.add(Estimate.of("activity at administration", remainingMBq, "MBq"));
    all.add(Estimate.of("activity lost to decay", lostMBq, "MBq"));
    all.add(
        meanInterval
            .map(i -> Estimate.of("mean share lost to decay", meanLostShare, i, "1"))
            .orElse(Estimate.of("mean share lost to decay", meanLostShare, "1")));
    all.add(Estimate.of("activity left but not administered", notAdministeredMBq, "MBq"));
    return all;
  }
}
