package org.therafed.registry.disclose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.ReleaseLedger.Decision;

/**
 * An attacker defines groups that do and do not hold a group G of 1 to 10 persons. Which of them
 * are admitted must be the same as in a federation where G is empty, in whatever order they ask.
 */
class DefinedGroupsTest {

  private static final int RUNS = 300;
  private static final int MOST_QUESTIONS = 4;

  private static long[] persons(int from, int count) {
    return LongStream.range(from, from + (long) count).toArray();
  }

  private static Cohort of(long[]... parts) {
    return Cohort.of(all(parts));
  }

  private static LongStream all(long[]... parts) {
    LongStream all = LongStream.empty();
    for (long[] part : parts) {
      all = LongStream.concat(all, LongStream.of(part));
    }
    return all;
  }

  /** Parts A, B and C of the arm, and G of this size; every group is a union of them. */
  private static Map<String, Cohort> groups(int size) {
    long[] a = persons(0, 40);
    long[] b = persons(100, 35);
    long[] c = persons(200, 50);
    long[] g = persons(300, size);
    Map<String, Cohort> groups = new LinkedHashMap<>();
    groups.put("a", of(a));
    groups.put("a or g", of(a, g));
    groups.put("a or b", of(a, b));
    groups.put("a or b or g", of(a, b, g));
    groups.put("c", of(c));
    groups.put("c or g", of(c, g));
    groups.put("b or c", of(b, c));
    groups.put("not g", of(a, b, c));
    return groups;
  }

  private static Cohort arm(int size) {
    return of(persons(0, 40), persons(100, 35), persons(200, 50), persons(300, size));
  }

  private static List<Decision> decisions(int size, List<String> asked) {
    CutLedger ledger = new CutLedger(List.of());
    ledger.consider(arm(size), "arm");
    Map<String, Cohort> groups = groups(size);
    return asked.stream()
        .map(
            name ->
                ledger.admit(new DefinedGroup(name, Optional.empty(), arm(size)), groups.get(name)))
        .toList();
  }

  @Test
  void whatIsAdmittedDoesNotTellAFewFromNobody() {
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(run);
      List<String> asked = new ArrayList<>(groups(1).keySet());
      Collections.shuffle(asked, random);
      asked = asked.subList(0, 1 + random.nextInt(MOST_QUESTIONS));
      int size = 1 + random.nextInt(10);
      assertThat(decisions(size, asked))
          .as("%s with %d", asked, size)
          .isEqualTo(decisions(0, asked));
    }
  }

  @Test
  void elevenAreNotHiddenAndWhatIsAskedTwiceIsAdmittedTwice() {
    assertThat(decisions(11, List.of("a", "a or g", "a")))
        .containsExactly(Decision.RELEASE, Decision.RELEASE, Decision.RELEASE);
    assertThat(decisions(3, List.of("a", "a or g", "a")))
        .containsExactly(Decision.RELEASE, Decision.REFUSE, Decision.RELEASE);
    assertThat(decisions(3, List.of("not g"))).containsExactly(Decision.REFUSE);
  }

  @Test
  void theOthersOfAnAdmittedGroupAreAdmittedAndAnotherNameForThemIsNot() {
    CutLedger ledger = new CutLedger(List.of());
    Cohort arm = arm(0);
    ledger.consider(arm, "arm");
    Cohort a = groups(0).get("a");
    Cohort rest = groups(0).get("b or c");
    assertThat(ledger.admit(new DefinedGroup("a", Optional.of("not a"), arm), a))
        .isEqualTo(Decision.RELEASE);
    assertThat(ledger.admit(new DefinedGroup("b or c", Optional.of("neither"), arm), rest))
        .isEqualTo(Decision.REFUSE);
    assertThat(ledger.admit(new DefinedGroup("not a", Optional.of("a"), arm), rest))
        .isEqualTo(Decision.RELEASE);
    assertThat(ledger.addedGroups()).containsExactly("a", "not a");
  }

  @Test
  void thereAreOnlySoManyGroupsOfACut() {
    CutLedger ledger = new CutLedger(List.of(), names());
    DefinedGroup further = new DefinedGroup("further", Optional.empty(), arm(0));
    assertThat(ledger.admit(further, groups(0).get("a"))).isEqualTo(Decision.REFUSE);
    DefinedGroup known = new DefinedGroup("group 7", Optional.empty(), arm(0));
    assertThat(ledger.admit(known, groups(0).get("a"))).isEqualTo(Decision.RELEASE);
  }

  private static Set<String> names() {
    return LongStream.range(0, CutLedger.MOST_GROUPS)
        .mapToObj(i -> "group " + i)
        .collect(Collectors.toSet());
  }
}
