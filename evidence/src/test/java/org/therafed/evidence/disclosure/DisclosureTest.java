package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponsePartial.Counts;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;

class DisclosureTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final DisclosurePolicy policy = DisclosurePolicy.defaults();
  private final Released ledger = new Released();

  static Finding<ResponseResult> response(long x, long n, int sites) {
    TreeMap<String, Counts> counts = new TreeMap<>();
    for (long person = 0; person < n; person++) {
      counts.merge(
          "s" + person % sites,
          new Counts(1, person < x ? 1 : 0),
          (a, b) -> new Counts(a.n() + b.n(), a.responders() + b.responders()));
    }
    return new ResponseRate(0.95).finish(new ResponsePartial(counts));
  }

  private DisclosedResult disclose(Finding<ResponseResult> finding, Cohort cohort) {
    return Disclosure.disclose(finding, cohort, policy, ledger);
  }

  @Test
  void publishedRateIsCoarserThanTheResult() throws Exception {
    DisclosedResult result = disclose(response(167, 301, 3), Released.people(301));
    assertThat(JSON.writeValueAsString(result))
        .isEqualTo(
            "{\"n\":300,\"sites\":3,\"rate\":{\"value\":0.56,\"lower\":0.491,\"upper\":0.627,"
                + "\"level\":0.95,\"step\":0.02,\"count\":170},\"method\":{\"name\":\"Proportion,"
                + " Clopper–Pearson and Wilson intervals\",\"source\":\"Clopper & Pearson 1934,"
                + " Biometrika 26:404; Wilson 1927, J Am Stat Assoc 22:209\"},"
                + "\"kind\":\"response\"}");
    assertThat(ledger.considered).containsExactly("response");
  }

  @Test
  void everyWayOfNotBeingReleasedLooksTheSame() throws Exception {
    DisclosedResult[] withheld = {
      disclose(new ResponseRate(0.95).finish(new ResponsePartial(new TreeMap<>())), Cohort.of()),
      disclose(response(9, 19, 3), Released.people(19)),
      disclose(response(50, 100, 2), Released.people(100)),
      disclose(response(10, 100, 3), Released.people(100)),
      disclose(response(90, 100, 3), Released.people(100)),
      disclose(response(0, 100, 3), Released.people(100)),
    };
    for (DisclosedResult each : withheld) {
      assertThat(JSON.writeValueAsString(each))
          .isEqualTo("{\"status\":\"not released\",\"kind\":\"not-released\"}");
    }
    assertThat(ledger.reasons)
        .containsExactly(
            WithheldReason.NO_DATA,
            WithheldReason.TOO_FEW_PEOPLE,
            WithheldReason.TOO_FEW_SITES,
            WithheldReason.SMALL_CELL,
            WithheldReason.SMALL_CELL,
            WithheldReason.SMALL_CELL);
    assertThat(ledger.considered).isEmpty();
  }

  @Test
  void ledgerHasTheLastWord() {
    ledger.decision = ReleaseLedger.Decision.REFUSE;
    assertThat(disclose(response(50, 100, 3), Released.people(100)))
        .isInstanceOf(NotReleased.class);
    assertThat(ledger.reasons).containsExactly(WithheldReason.LEDGER);
  }

  @Test
  void findingOfOtherPeopleThanTheCohortIsNotReleased() {
    for (long persons : new long[] {50, 99, 101, 500}) {
      assertThat(disclose(response(50, 100, 3), Released.people(persons)))
          .isInstanceOf(NotReleased.class);
    }
    assertThat(ledger.reasons).hasSize(4).containsOnly(WithheldReason.OTHER_PEOPLE);
    assertThat(ledger.considered).isEmpty();
  }

  @Test
  void personsMayHaveSeveralCoursesButNoneHasNone() {
    MeanCost mean = new MeanCost(0.95, "CNY", 2025);
    List<CostRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new CostRow("site" + i % 3, Map.of("drug", 1000.0 + i)));
    }
    Finding<CostResult> finding = mean.finish(mean.partialOf(rows));
    DisclosurePolicy defaults = DisclosurePolicy.defaults();
    assertThat(Disclosure.disclose(finding, Released.people(60), defaults, ledger))
        .isInstanceOf(DisclosedCost.class);
    assertThat(Disclosure.disclose(finding, Released.people(101), defaults, ledger))
        .isInstanceOf(NotReleased.class);
    assertThat(ledger.reasons).containsExactly(WithheldReason.OTHER_PEOPLE);
  }

  @Test
  void manyCoursesOfFewPeopleAreNotReleased() {
    assertThat(disclose(response(50, 100, 3), Released.people(19))).isInstanceOf(NotReleased.class);
  }

  @Test
  void armMayBeSmallerThanACohortButNotItsWhole() {
    Cohort whole = Released.people(200);
    assertThat(disclose(response(40, 80, 3), whole.arm(LongStream.rangeClosed(1, 80))))
        .isInstanceOf(DisclosedResponse.class);
    Cohort few = Released.people(19);
    assertThat(disclose(response(40, 80, 3), few.arm(LongStream.rangeClosed(1, 15))))
        .isInstanceOf(NotReleased.class);
  }
}
