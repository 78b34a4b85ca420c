package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.DisclosedToxicity.Term;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityResult;
import org.therafed.evidence.toxicity.ToxicityRow;

class ToxicityDoorTest {

  /** One term with so many people by worst grade, among n. */
  private static Finding<ToxicityResult> table(int n, Map<String, int[]> byTerm) {
    List<Map<String, Integer>> people = new ArrayList<>();
    IntStream.range(0, n).forEach(i -> people.add(new TreeMap<>()));
    byTerm.forEach(
        (term, grades) -> {
          int person = 0;
          for (int g = 0; g < 5; g++) {
            for (int i = 0; i < grades[g]; i++) {
              people.get(person++).put(term, g + 1);
            }
          }
        });
    ToxicityIncidence incidence = new ToxicityIncidence(0.95);
    return incidence.finish(
        incidence.partialOf(
            IntStream.range(0, n)
                .mapToObj(i -> new ToxicityRow("s" + i % 3, people.get(i)))
                .toList()));
  }

  private static Term term(int n, int... grades) {
    DisclosedResult result = Released.of(table(n, Map.of("anaemia", grades)));
    return result instanceof DisclosedToxicity shown && !shown.terms().isEmpty()
        ? shown.terms().get(0)
        : null;
  }

  @Test
  void largeCellsAreShown() {
    Term term = term(400, 60, 50, 40, 30, 20);
    assertThat(term.any().count()).isEqualTo(200);
    assertThat(term.grade3Plus().count()).isEqualTo(90);
    assertThat(term.byWorstGrade()).doesNotContainNull();
    assertThat(term.byWorstGrade().get(0).value()).isEqualTo(0.15);
  }

  @Test
  void oneSmallGradeTakesAnotherWithIt() {
    Term term = term(400, 60, 5, 40, 30, 20);
    assertThat(term.byWorstGrade().subList(0, 2)).containsOnlyNulls();
    assertThat(term.byWorstGrade().subList(2, 5)).doesNotContainNull();
  }

  @Test
  void smallSevereGradesDoNotFollowFromTheTotal() {
    Term term = term(400, 80, 60, 4, 2, 1);
    assertThat(term.any()).isNotNull();
    assertThat(term.grade3Plus()).isNull();
    // Grades 3–5 are 7 people together, so the smaller of grades 1 and 2 is withheld as well.
    assertThat(term.byWorstGrade().get(1)).isNull();
    assertThat(term.byWorstGrade().get(0)).isNotNull();
  }

  @Test
  void smallDifferenceOfTheTotalsWithholdsTheSecond() {
    Term term = term(400, 3, 4, 90, 60, 50);
    assertThat(term.any()).isNotNull();
    assertThat(term.grade3Plus()).isNull();
  }

  @Test
  void termOfFewPeopleIsLeftOut() {
    DisclosedToxicity shown =
        (DisclosedToxicity)
            Released.of(
                table(
                    400,
                    Map.of(
                        "anaemia", new int[] {60, 50, 40, 30, 20},
                        "myelitis", new int[] {1, 0, 0, 0, 1})));
    assertThat(shown.terms()).extracting(Term::term).containsExactly("anaemia");
    assertThat(shown.anyTerm().any().count()).isEqualTo(200);
  }

  @Test
  void nobodyWithAnEventIsNotReleased() {
    assertThat(Released.of(table(400, Map.of()))).isInstanceOf(NotReleased.class);
  }

  @Test
  void readerWhoTriesEveryTableSolvesNoCell() {
    Random random = new Random(20261121);
    int tables = 0;
    int grades = 0;
    while (tables < 12) {
      int n = 58 + random.nextInt(5);
      int[] cells = new int[5];
      for (int g = 0; g < 5; g++) {
        cells[g] = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(22);
      }
      if (Arrays.stream(cells).sum() > n) {
        continue;
      }
      Term shown = term(n, cells);
      if (shown != null && shown.any() != null) {
        tables++;
        grades += (int) shown.byWorstGrade().stream().filter(c -> c != null).count();
        for (BitSet values : candidates(shown)) {
          assertThat(values.cardinality())
              .as("%s %s %s", n, Arrays.toString(cells), shown)
              .isGreaterThanOrEqualTo(3);
        }
      }
    }
    assertThat(grades).isPositive();
  }

  /**
   * The values that each grade can have, over all tables of 58 to 62 people that print the same
   * shares.
   */
  private static List<BitSet> candidates(Term shown) {
    List<BitSet> values = IntStream.range(0, 5).mapToObj(g -> new BitSet()).toList();
    for (int n = 58; n <= 62; n++) {
      boolean[][] fits = new boolean[5][n + 1];
      boolean[] anyFits = new boolean[n + 1];
      boolean[] highFits = new boolean[n + 1];
      for (int x = 0; x <= n; x++) {
        for (int g = 0; g < 5; g++) {
          fits[g][x] = prints(shown.byWorstGrade().get(g), x, n);
        }
        anyFits[x] = Math.abs((double) x / n - shown.any().value()) <= shown.any().step() / 2;
        highFits[x] =
            shown.grade3Plus() == null
                || Math.abs((double) x / n - shown.grade3Plus().value()) <= shown.any().step() / 2;
      }
      for (int a = 0; a <= n; a++) {
        for (int b = 0; fits[0][a] && a + b <= n; b++) {
          for (int c = 0; fits[1][b] && a + b + c <= n; c++) {
            for (int d = 0; fits[2][c] && a + b + c + d <= n; d++) {
              for (int e = 0; fits[3][d] && a + b + c + d + e <= n; e++) {
                if (fits[4][e] && highFits[c + d + e] && anyFits[a + b + c + d + e]) {
                  values.get(0).set(a);
                  values.get(1).set(b);
                  values.get(2).set(c);
                  values.get(3).set(d);
                  values.get(4).set(e);
                }
              }
            }
          }
        }
      }
    }
    return values;
  }

  private static boolean prints(DisclosedShare share, int x, int n) {
    // The step at 58 to 62 people is 10 %; a cell that is shown has 11 people at least.
    return share == null || (x >= 11 && Math.abs((double) x / n - share.value()) <= 0.05);
  }
}
