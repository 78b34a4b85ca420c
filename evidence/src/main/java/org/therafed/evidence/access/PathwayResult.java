package org.therafed.evidence.access;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.survival.SurvivalCurve;

/**
 * Times between steps, on unrounded data.
 *
 * @param basis n (persons at the first step), events (at the last), sites, method, warnings
 * @param intervals curve of those still waiting by interval, such as {@code decision → order}: its
 *     quantiles are the waiting times
 */
public record PathwayResult(Basis basis, SortedMap<String, Finding<SurvivalCurve>> intervals)
    implements Result {
  public PathwayResult {
    intervals = Collections.unmodifiableSortedMap(new TreeMap<>(intervals));
  }
}
