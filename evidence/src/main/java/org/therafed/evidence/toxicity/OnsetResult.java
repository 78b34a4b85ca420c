package org.therafed.evidence.toxicity;

import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.survival.SurvivalCurve;

/**
 * Onset and resolution, on unrounded data.
 *
 * @param basis n (persons at risk), events (persons with the event), sites, method, warnings
 * @param onset time without the event, of everybody
 * @param onsetAmongAffected the same of those who had it; no data if nobody had
 * @param resolution time until the first event was resolved; no data if nobody had it
 */
public record OnsetResult(
    Basis basis,
    Finding<SurvivalCurve> onset,
    Finding<SurvivalCurve> onsetAmongAffected,
    Finding<SurvivalCurve> resolution)
    implements Result {}
