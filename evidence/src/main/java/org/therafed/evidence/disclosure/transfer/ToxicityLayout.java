package org.therafed.evidence.disclosure.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.toxicity.GradeCounts;
import org.therafed.evidence.toxicity.ToxicityPartial;

/**
 * Persons by the worst grade of their adverse events: over all terms, then of each declared term.
 * Each has a cell for those without the event, so that every block counts all persons. Terms that
 * were not declared beforehand count among all terms alone: cells that exist at one site and not at
 * another could not be added.
 *
 * @param question id of the question
 * @param terms codes of the declared terms, in the order of their blocks
 */
public record ToxicityLayout(String question, List<String> terms)
    implements TransferLayout<ToxicityPartial> {

  private static final String ANY = "any";

  public ToxicityLayout {
    terms = List.copyOf(terms);
  }

  @Override
  public TransferSums sums(ToxicityPartial own, long left) {
    ToxicityPartial.Counts all = own.pooled();
    List<TransferBlock> blocks = new ArrayList<>();
    blocks.add(block(ANY, all.persons(), all.anyTerm()));
    for (String term : terms) {
      GradeCounts none = new GradeCounts(new long[GradeCounts.GRADES]);
      blocks.add(
          block(term, all.persons(), Optional.ofNullable(all.byTerm().get(term)).orElse(none)));
    }
    blocks.add(TransferBlock.of("not assessed", List.of(left)));
    return new TransferSums(question, 0, blocks);
  }

  private static TransferBlock block(String name, long persons, GradeCounts counts) {
    List<Long> cells = new ArrayList<>();
    cells.add(persons - counts.atLeast(1));
    for (int grade = 1; grade <= GradeCounts.GRADES; grade++) {
      cells.add(counts.grade(grade));
    }
    return TransferBlock.of(name, cells);
  }

  @Override
  public ToxicityPartial partial(TransferSums total, List<String> sites) {
    if (total.blocks().size() != terms.size() + 2) {
      throw EvidenceCode.ROUND_SHAPE.with(total.blocks().size() + " blocks");
    }
    TreeMap<String, ToxicityPartial.Counts> bySite = new TreeMap<>();
    for (int place = 0; place < sites.size(); place++) {
      List<Long> any = total.blocks().get(0).people();
      TreeMap<String, GradeCounts> byTerm = new TreeMap<>();
      for (int term = 0; term < terms.size(); term++) {
        GradeCounts counts = dealt(total.blocks().get(1 + term).people(), place, sites.size());
        if (counts.atLeast(1) > 0) {
          byTerm.put(terms.get(term), counts);
        }
      }
      long persons = any.stream().mapToLong(Long::longValue).sum();
      bySite.put(
          sites.get(place),
          new ToxicityPartial.Counts(
              ResponseLayout.dealt(persons, place, sites.size()),
              dealt(any, place, sites.size()),
              byTerm));
    }
    return new ToxicityPartial(bySite);
  }

  /**
   * Those with an event stand first, by grade, and are dealt out in turn: so no place gets more
   * persons with a term than with any, nor more with any than persons.
   */
  private static GradeCounts dealt(List<Long> cells, int place, int places) {
    long[] byGrade = new long[GradeCounts.GRADES];
    long before = 0;
    for (int grade = 1; grade <= GradeCounts.GRADES; grade++) {
      long until = before + cells.get(grade);
      byGrade[grade - 1] =
          ResponseLayout.dealt(until, place, places) - ResponseLayout.dealt(before, place, places);
      before = until;
    }
    return new GradeCounts(byGrade);
  }

  @Override
  public long left(TransferSums total) {
    return total.blocks().get(total.blocks().size() - 1).people().get(0);
  }

  /** A partial with the declared terms alone; whoever had another one still had any. */
  public ToxicityPartial declared(ToxicityPartial own) {
    TreeMap<String, ToxicityPartial.Counts> bySite = new TreeMap<>();
    own.bySite()
        .forEach(
            (site, counts) -> {
              SortedMap<String, GradeCounts> some = new TreeMap<>(counts.byTerm());
              some.keySet().retainAll(terms);
              bySite.put(
                  site, new ToxicityPartial.Counts(counts.persons(), counts.anyTerm(), some));
            });
    return new ToxicityPartial(bySite);
  }
}
