package org.therafed.evidence.disclosure.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;

/**
 * Whether sums over published cohorts, added and subtracted in any number and with any rational
 * factors, single few people out: the four arms taken from their total, or the alternating sum of a
 * ring of pairs.
 *
 * <p>A published sum is a row of the 0/1 matrix of cohorts by {@link Atoms}. What a reader can work
 * out are the combinations of its rows, and one tells of few people if it is 0 but on atoms of
 * fewer than {@code minimumCell} people together. Such a combination exists exactly if the rows of
 * these atoms in a basis N of the matrix's null space depend on each other linearly: no change of
 * figures that keeps all published sums then moves them freely. So sets of small atoms are tried
 * until one depends, each by elimination against those before it. Cost: cohorts² × atoms for N, and
 * at most {@link #MOST_SETS} sets; where there are more, the answer is yes.
 *
 * <p>Arithmetic is modulo the prime 2³¹ − 1: exact unless that prime divides an invariant factor of
 * the matrix, which in tables of this size it all but cannot.
 */
final class Combinations {
  private static final long PRIME = Integer.MAX_VALUE;

  /** Sets of small atoms tried before the release is refused without an answer. */
  private static final int MOST_SETS = 50_000;

  private final int minimumCell;

  Combinations(DisclosurePolicy policy) {
    this.minimumCell = policy.minimumCell();
  }

  /** Whether releasing the candidate beside the published cohorts would single few people out. */
  boolean reveal(Cohort candidate, List<Cohort> published) {
    List<Cohort> all = new ArrayList<>(published);
    all.add(candidate);
    Atoms atoms = Atoms.of(all);
    long[][] moves = nullSpace(atoms, all.size());
    List<Integer> small = new ArrayList<>();
    for (int atom = 0; atom < atoms.size(); atom++) {
      if (atoms.persons(atom) < minimumCell) {
        small.add(atom);
      }
    }
    return new Search(atoms, moves, small).from(0, minimumCell - 1, new ArrayList<>());
  }

  /** By atom, its coordinates in a basis of all figures that leave every cohort's sum at 0. */
  private static long[][] nullSpace(Atoms atoms, int cohorts) {
    int columns = atoms.size();
    long[][] rows = new long[cohorts][columns];
    for (int cohort = 0; cohort < cohorts; cohort++) {
      boolean[] member = atoms.membersOf(cohort);
      for (int atom = 0; atom < columns; atom++) {
        rows[cohort][atom] = member[atom] ? 1 : 0;
      }
    }
    int[] pivotOf = new int[columns];
    Arrays.fill(pivotOf, -1);
    int rank = 0;
    for (int column = 0; column < columns && rank < cohorts; column++) {
      int with = rank;
      while (with < cohorts && rows[with][column] == 0) {
        with++;
      }
      if (with == cohorts) {
        continue;
      }
      long[] pivot = rows[with];
      rows[with] = rows[rank];
      rows[rank] = pivot;
      scale(pivot, inverse(pivot[column]));
      for (int row = 0; row < cohorts; row++) {
        if (row != rank) {
          subtract(rows[row], pivot, rows[row][column]);
        }
      }
      pivotOf[column] = rank++;
    }
    return coordinates(rows, pivotOf, columns - rank);
  }

  private static long[][] coordinates(long[][] reduced, int[] pivotOf, int dimension) {
    int columns = pivotOf.length;
    long[][] moves = new long[columns][dimension];
    int free = 0;
    for (int column = 0; column < columns; column++) {
      if (pivotOf[column] >= 0) {
        continue;
      }
      moves[column][free] = 1;
      for (int other = 0; other < columns; other++) {
        if (pivotOf[other] >= 0) {
          moves[other][free] = (PRIME - reduced[pivotOf[other]][column]) % PRIME;
        }
      }
      free++;
    }
    return moves;
  }

  /** Tries sets of small atoms, each extended as long as its people stay few. */
  private static final class Search {
    private final Atoms atoms;
    private final long[][] moves;
    private final List<Integer> small;
    private int tried;

    Search(Atoms atoms, long[][] moves, List<Integer> small) {
      this.atoms = atoms;
      this.moves = moves;
      this.small = small;
    }

    /** Whether some set of these, independent so far, and later atoms depends. */
    boolean from(int next, long peopleLeft, List<long[]> independent) {
      for (int i = next; i < small.size(); i++) {
        int atom = small.get(i);
        if (atoms.persons(atom) > peopleLeft) {
          continue;
        }
        long[] rest = reduced(moves[atom], independent);
        if (rest == null || ++tried > MOST_SETS) {
          return true;
        }
        independent.add(rest);
        if (from(i + 1, peopleLeft - atoms.persons(atom), independent)) {
          return true;
        }
        independent.remove(independent.size() - 1);
      }
      return false;
    }

    /** What the earlier ones leave of it, its first number 1; null if nothing. */
    private static long[] reduced(long[] move, List<long[]> independent) {
      long[] rest = move.clone();
      for (long[] earlier : independent) {
        subtract(rest, earlier, rest[first(earlier)]);
      }
      int first = first(rest);
      if (first == rest.length) {
        return null;
      }
      scale(rest, inverse(rest[first]));
      return rest;
    }

    private static int first(long[] of) {
      int at = 0;
      while (at < of.length && of[at] == 0) {
        at++;
      }
      return at;
    }
  }

  private static void scale(long[] row, long factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] = row[i] * factor % PRIME;
    }
  }

  private static void subtract(long[] from, long[] row, long factor) {
    if (factor == 0) {
      return;
    }
    for (int i = 0; i < row.length; i++) {
      from[i] = (from[i] + (PRIME - factor) * row[i]) % PRIME;
    }
  }

  /** By Fermat's little theorem. */
  private static long inverse(long of) {
    long result = 1;
    long power = of;
    for (long exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
      result = (exponent & 1) == 1 ? result * power % PRIME : result;
      power = power * power % PRIME;
    }
    return result;
  }
}
