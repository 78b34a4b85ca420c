package org.therafed.evidence.access;

import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
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
    implements Result {}
