package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Result;

/**
 * Adverse events by term and least grade, on unrounded data.
 *
 * @param basis n (exposed persons), events (persons with any event), sites, method, warnings
 * @param level confidence level of the intervals
 * @param scheme what the grades mean
 * @param days time at risk of all
 * @param anyTerm over all terms, by least grade 1 to 5
 * @param byTerm by term code, by least grade 1 to 5; a term nobody had is absent
 * @param nobody what a term that nobody had looks like
 */
public record AdverseEventResult(
    Basis basis,
    double level,
    GradingScheme scheme,
    double days,
    List<GradeRate> anyTerm,
    SortedMap<String, List<GradeRate>> byTerm,
    List<GradeRate> nobody)
    implements Result {
  public AdverseEventResult {
    anyTerm = List.copyOf(anyTerm);
    nobody = List.copyOf(nobody);
    byTerm = Collections.unmodifiableSortedMap(new TreeMap<>(byTerm));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    anyTerm.forEach(grade -> all.addAll(grade.estimates("any")));
    byTerm.forEach((term, rates) -> rates.forEach(grade -> all.addAll(grade.estimates(term))));
    return all;
  }

  /** Any term, of this grade or higher. */
  public GradeRate any(int leastGrade) {
    return anyTerm.get(index(leastGrade));
  }

  /** One term, of this grade or higher; nobody and no event if none had it. */
  public GradeRate term(String term, int leastGrade) {
    return byTerm.getOrDefault(term, nobody).get(index(leastGrade));
  }

  private static int index(int grade) {
    if (grade < 1 || grade > GradeCounts.GRADES) {
      throw EvidenceCode.GRADE_OUT_OF_RANGE.with(grade);
    }
    return grade - 1;
  }
}
