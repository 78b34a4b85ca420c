package org.therafed.evidence.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.therafed.evidence.disclosure.DisclosedToxicity.Term;
import org.therafed.evidence.toxicity.GradeCounts;
import org.therafed.evidence.toxicity.TermToxicity;
import org.therafed.evidence.toxicity.ToxicityResult;

/**
 * The rules for a table of adverse events: small cells are withheld, then further ones until no
 * withheld cell follows from a sum, then {@link BandAudit} checks that no cell can be solved for
 * from what is left.
 */
final class ToxicityDoor {
  private final ToxicityResult toxicity;
  private final Coarsening coarsening;
  private final DisclosurePolicy policy;

  private ToxicityDoor(ToxicityResult toxicity, Coarsening coarsening, DisclosurePolicy policy) {
    this.toxicity = toxicity;
    this.coarsening = coarsening;
    this.policy = policy;
  }

  static Verdict judge(ToxicityResult toxicity, Coarsening coarsening, DisclosurePolicy policy) {
    return new ToxicityDoor(toxicity, coarsening, policy).judge();
  }

  private Verdict judge() {
    List<Term> terms = new ArrayList<>();
    for (Map.Entry<String, TermToxicity> term : toxicity.byTerm().entrySet()) {
      Term shown = term(term.getKey(), term.getValue());
      if (shown.any() != null || shown.grade3Plus() != null) {
        terms.add(shown);
      }
    }
    Term anyTerm = term("any", toxicity.anyTerm());
    if (terms.isEmpty() && anyTerm.any() == null && anyTerm.grade3Plus() == null) {
      return Verdict.withheld(WithheldReason.SMALL_CELL);
    }
    // Ordered by what is printed: an order by the true counts would tell more.
    terms.sort(
        Comparator.comparingDouble((Term t) -> t.any() == null ? 2 : t.any().value())
            .reversed()
            .thenComparing(Term::term));
    return Verdict.released(
        new DisclosedToxicity(
            coarsening.rounded(),
            toxicity.sites(),
            toxicity.level(),
            coarsening.step(),
            anyTerm,
            terms,
            toxicity.method()));
  }

  private Term term(String code, TermToxicity toxicityOfTerm) {
    long n = toxicity.n();
    GradeCounts counts = toxicityOfTerm.byWorstGrade();
    long any = counts.atLeast(1);
    long high = counts.atLeast(3);
    Optional<DisclosedProportion> shownAny = coarsening.proportion(any, n, toxicity.level());
    Optional<DisclosedProportion> shownHigh = coarsening.proportion(high, n, toxicity.level());
    // Grades 1–2 are the difference of the two totals: if that is small, or grade 3 to 5 would
    // follow from them, only the
    // total over all grades is shown.
    if (shownAny.isPresent()
        && shownHigh.isPresent()
        && (policy.small(any - high) || !safe(counts, new boolean[GradeCounts.GRADES], true))) {
      shownHigh = Optional.empty();
    }
    boolean[] shown = grades(counts, shownAny.isPresent(), shownHigh.isPresent());
    if (!safe(counts, shown, shownHigh.isPresent())) {
      shown = new boolean[GradeCounts.GRADES];
    }
    List<DisclosedShare> cells = new ArrayList<>();
    for (int g = 0; g < GradeCounts.GRADES; g++) {
      cells.add(shown[g] ? coarsening.share(counts.grade(g + 1), n) : null);
    }
    return new Term(
        code,
        shownAny.orElse(null),
        shownHigh.orElse(null),
        java.util.Collections.unmodifiableList(cells));
  }

  /**
   * Which grades may be shown: primary suppression, then complementary within each published sum.
   */
  private boolean[] grades(GradeCounts counts, boolean any, boolean high) {
    boolean[] shown = new boolean[GradeCounts.GRADES];
    if (!any) {
      // Those without the event are then a withheld cell of the same sum, and everything else stays
      // withheld with it.
      return shown;
    }
    for (int g = 0; g < GradeCounts.GRADES; g++) {
      long count = counts.grade(g + 1);
      shown[g] = !policy.small(count) && coarsening.hides(coarsening.band(count, toxicity.n()));
    }
    if (high) {
      complement(counts, shown, new int[] {0, 1});
      complement(counts, shown, new int[] {2, 3, 4});
    } else {
      complement(counts, shown, new int[] {0, 1, 2, 3, 4});
    }
    return shown;
  }

  /**
   * Withholds further cells of one published sum until the withheld ones are two or more and
   * together no small cell.
   */
  private void complement(GradeCounts counts, boolean[] shown, int[] group) {
    while (true) {
      int withheld = 0;
      long sum = 0;
      int smallest = -1;
      for (int g : group) {
        long count = counts.grade(g + 1);
        if (!shown[g]) {
          withheld++;
          sum += count;
        } else if (smallest < 0 || count < counts.grade(smallest + 1)) {
          smallest = g;
        }
      }
      if (withheld == 0 || (withheld >= 2 && !policy.small(sum)) || smallest < 0) {
        return;
      }
      shown[smallest] = false;
    }
  }

  private boolean safe(GradeCounts counts, boolean[] shown, boolean high) {
    long n = toxicity.n();
    long[] cells = IntStream.rangeClosed(1, GradeCounts.GRADES).mapToLong(counts::grade).toArray();
    return BandAudit.safe(coarsening, policy.candidatesPerCell(), n, cells, shown, high);
  }
}
