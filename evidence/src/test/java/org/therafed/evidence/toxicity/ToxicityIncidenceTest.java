package org.therafed.evidence.toxicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.response.Proportion;

class ToxicityIncidenceTest {
  private final ToxicityIncidence incidence = new ToxicityIncidence(0.95);

  @Test
  void noRowIsNamedNoData() {
    assertThat(incidence.finish(incidence.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void worstGradeCountsAPersonOncePerTermAndOnceOverAll() {
    ToxicityResult result =
        incidence
            .finish(
                incidence.partialOf(
                    List.of(
                        new ToxicityRow("a", Map.of("anaemia", 3, "fatigue", 1)),
                        new ToxicityRow("a", Map.of("anaemia", 2)),
                        new ToxicityRow("b", Map.of()),
                        new ToxicityRow("c", Map.of("fatigue", 5)))))
            .result()
            .orElseThrow();
    assertThat(result.n()).isEqualTo(4);
    assertThat(result.events()).isEqualTo(3);
    assertThat(result.sites()).isEqualTo(3);
    TermToxicity anaemia = result.byTerm().get("anaemia");
    assertThat(anaemia.byWorstGrade()).isEqualTo(new GradeCounts(new long[] {0, 1, 1, 0, 0}));
    assertThat(anaemia.any().persons()).isEqualTo(2);
    assertThat(anaemia.grade3Plus().persons()).isEqualTo(1);
    assertThat(anaemia.grade3Plus().clopperPearson())
        .isEqualTo(Proportion.clopperPearson(1, 4, 0.95));
    assertThat(result.anyTerm().byWorstGrade())
        .isEqualTo(new GradeCounts(new long[] {0, 1, 1, 0, 1}));
    assertThat(result.anyTerm().grade3Plus().persons()).isEqualTo(2);
  }

  @Test
  void gradesOutsideOneToFiveAreRefused() {
    assertThatThrownBy(() -> new ToxicityRow("a", Map.of("anaemia", 0)))
        .hasMessageStartingWith("EV-GRADE-001");
    assertThatThrownBy(() -> new ToxicityRow("a", Map.of("anaemia", 6)))
        .hasMessageStartingWith("EV-GRADE-001");
    assertThatThrownBy(() -> new ToxicityRow("a", Map.of(" ", 3)))
        .hasMessageStartingWith("EV-GRADE-002");
  }
}
