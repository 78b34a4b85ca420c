package org.therafed.evidence.response;

import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * A response rate on unrounded data.
 *
 * @param basis n (assessed), events (responders), sites, method, warnings
 * @param responders responding persons
 * @param rate responders / n, 0 to 1
 * @param clopperPearson exact interval, coverage at least its level
 * @param wilson score interval, coverage about its level
 */
public record ResponseResult(
    Basis basis, long responders, double rate, Interval clopperPearson, Interval wilson)
    implements Result {}
