package org.therafed.evidence.disclosure.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * Cells whose people add up to a number that somebody may know: the events of a curve by month, the
 * persons of a term by grade.
 *
 * @param name what the people of a cell have in common, such as {@code events}
 * @param people by cell; null where the cell was withheld
 * @param sums further sums over the people of each cell, such as of cost and of its square; null
 *     where withheld
 */
public record TransferBlock(String name, List<Long> people, List<List<Double>> sums) {
  public TransferBlock {
    people = Collections.unmodifiableList(new ArrayList<>(people));
    List<List<Double>> copies = new ArrayList<>();
    for (List<Double> sum : sums) {
      if (sum.size() != people.size()) {
        throw EvidenceCode.ROUND_SHAPE.with(sum.size() + " sums for " + people.size() + " cells");
      }
      copies.add(Collections.unmodifiableList(new ArrayList<>(sum)));
    }
    sums = List.copyOf(copies);
    for (Long count : people) {
      if (count != null && count < 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(count);
      }
    }
  }

  /** Cells with nothing but people in them. */
  public static TransferBlock of(String name, List<Long> people) {
    return new TransferBlock(name, people, List.of());
  }

  /** How many cells were withheld. */
  public int withheld() {
    return (int) people.stream().filter(count -> count == null).count();
  }

  /**
   * The block without its cells of fewer than the minimum, zero excepted. One withheld cell would
   * follow from the block's total, and so would few people in several: then the smallest others go
   * with them, until the withheld are two or more with at least the minimum together.
   */
  TransferBlock withoutSmall(int minimum) {
    List<Long> left = new ArrayList<>(people);
    int gone = 0;
    long together = 0;
    for (int cell = 0; cell < left.size(); cell++) {
      long count = left.get(cell);
      if (count > 0 && count < minimum) {
        left.set(cell, null);
        gone++;
        together += count;
      }
    }
    while (gone > 0 && (gone < 2 || together < minimum)) {
      int smallest = smallestOf(left);
      if (smallest < 0) {
        break;
      }
      together += left.set(smallest, null);
      gone++;
    }
    return new TransferBlock(name, left, sums.stream().map(sum -> only(sum, left)).toList());
  }

  /** The cell with the fewest people that has any; an empty one only if there is no other. */
  private static int smallestOf(List<Long> counts) {
    int smallest = -1;
    for (int cell = 0; cell < counts.size(); cell++) {
      Long count = counts.get(cell);
      if (count != null
          && (smallest < 0
              || (count > 0 && (counts.get(smallest) == 0 || count < counts.get(smallest))))) {
        smallest = cell;
      }
    }
    return smallest;
  }

  private static List<Double> only(List<Double> sum, List<Long> shown) {
    List<Double> left = new ArrayList<>(sum);
    for (int cell = 0; cell < left.size(); cell++) {
      if (shown.get(cell) == null) {
        left.set(cell, null);
      }
    }
    return left;
  }
}
