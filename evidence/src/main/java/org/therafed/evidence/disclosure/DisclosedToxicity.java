package org.therafed.evidence.disclosure;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.List;
import org.therafed.evidence.partial.Method;

/** Adverse events by term and worst grade as published. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class DisclosedToxicity implements DisclosedResult {

  /**
   * One term.
   *
   * @param term CTCAE term code, or {@code any}
   * @param any people with the event at any grade; null if withheld
   * @param grade3Plus people whose worst grade was 3 or higher; null if withheld
   * @param byWorstGrade five cells, grade 1 first; a withheld cell is null
   */
  public record Term(
      String term,
      DisclosedProportion any,
      DisclosedProportion grade3Plus,
      List<DisclosedShare> byWorstGrade) {}

  private final long n;
  private final int sites;
  private final double level;
  private final double step;
  private final Term anyTerm;
  private final List<Term> terms;
  private final Method method;

  DisclosedToxicity(
      long n, int sites, double level, double step, Term anyTerm, List<Term> terms, Method method) {
    this.n = n;
    this.sites = sites;
    this.level = level;
    this.step = step;
    this.anyTerm = anyTerm;
    this.terms = List.copyOf(terms);
    this.method = method;
  }

  /** Exposed people, rounded. */
  public long n() {
    return n;
  }

  /** Contributing sites. */
  public int sites() {
    return sites;
  }

  /** Confidence level of all limits, kept at least. */
  public double level() {
    return level;
  }

  /** Precision of every share in the table. */
  public double step() {
    return step;
  }

  /** Worst grade over all terms. */
  public Term anyTerm() {
    return anyTerm;
  }

  /** By term, most frequent first; a term with nothing to show is left out. */
  public List<Term> terms() {
    return terms;
  }

  /** What was computed. */
  public Method method() {
    return method;
  }

  @Override
  public String kind() {
    return "toxicity";
  }
}
