package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Adverse events by term and worst grade, on unrounded data.
 *
 * @param basis n (exposed persons), events (persons with any event), sites, method, warnings
 * @param level confidence level of the intervals
 * @param anyTerm worst grade over all terms: any event, and any event of grade 3 or higher
 * @param byTerm by CTCAE term code; a term nobody had is absent
 */
public record ToxicityResult(
    Basis basis, double level, TermToxicity anyTerm, SortedMap<String, TermToxicity> byTerm)
    implements Result {
  public ToxicityResult {
    byTerm = Collections.unmodifiableSortedMap(new TreeMap<>(byTerm));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>(anyTerm.estimates("any"));
    byTerm.forEach((term, toxicity) -> all.addAll(toxicity.estimates(term)));
    return all;
  }
}
