package org.therafed.evidence.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.contract.ContractCourse.Assessment;
import org.therafed.evidence.partial.NoData;

class MilestonesTest {
  private static final MilestoneRule INFUSION =
      new MilestoneRule("infusion", "infused", 0, 0, 1, new BigDecimal("0.52"));
  private static final MilestoneRule MONTH18 =
      new MilestoneRule("month 18", "complete response", 548, 30, 60, new BigDecimal("0.48"));
  private static final Agreement AGREEMENT =
      new Agreement("A-1", "EUR", new BigDecimal("320000"), 2, List.of(INFUSION, MONTH18));
  private final Milestones milestones = new Milestones(0.95, AGREEMENT);

  private static ContractCourse course(String site, int cut, Integer failure, Assessment... extra) {
    List<Assessment> all = new ArrayList<>(List.of(extra));
    all.add(new Assessment("infused", 0, true));
    return new ContractCourse(
        site,
        cut,
        all,
        failure == null ? OptionalInt.empty() : OptionalInt.of(failure),
        Optional.empty());
  }

  private static Assessment response(int day, boolean reached) {
    return new Assessment("complete response", day, reached);
  }

  private static MilestoneState state(int cut, Integer failure, Assessment... all) {
    return course("a", cut, failure, all).state(MONTH18);
  }

  @Test
  void theAssessmentNearestToTheDueDayWithinTheWindowDecides() {
    assertThat(state(700, null, response(518, true))).isEqualTo(MilestoneState.REACHED);
    assertThat(state(700, null, response(608, true))).isEqualTo(MilestoneState.REACHED);
    assertThat(state(700, null, response(517, true))).isEqualTo(MilestoneState.OVERDUE);
    assertThat(state(700, null, response(609, true))).isEqualTo(MilestoneState.OVERDUE);
    assertThat(state(700, null, response(540, false), response(580, true)))
        .isEqualTo(MilestoneState.FAILED);
    assertThat(state(700, null, response(538, false), response(558, true)))
        .isEqualTo(MilestoneState.REACHED);
    assertThat(state(700, null, response(548, true), response(548, false)))
        .isEqualTo(MilestoneState.FAILED);
    assertThat(state(700, null, new Assessment("other", 548, true)))
        .isEqualTo(MilestoneState.OVERDUE);
  }

  @Test
  void withoutAnAssessmentTheWindowAndFailuresDecide() {
    assertThat(state(608, null)).isEqualTo(MilestoneState.NOT_YET_DUE);
    assertThat(state(609, null)).isEqualTo(MilestoneState.OVERDUE);
    assertThat(state(300, 200)).isEqualTo(MilestoneState.FAILED);
    assertThat(state(700, 608)).isEqualTo(MilestoneState.FAILED);
    assertThat(state(700, 609)).isEqualTo(MilestoneState.OVERDUE);
    // An assessment on or after the failure cannot reach the milestone; one before it can.
    assertThat(state(700, 550, response(550, true))).isEqualTo(MilestoneState.FAILED);
    assertThat(state(700, 550, response(549, true))).isEqualTo(MilestoneState.REACHED);
  }

  private List<ContractCourse> courses() {
    return List.of(
        course("a", 700, null, response(550, true)),
        course("a", 700, 100),
        course("b", 400, null),
        course("b", 700, null),
        new ContractCourse(
            "c", 10, List.of(), OptionalInt.empty(), Optional.of("outside indication")));
  }

  private MilestoneResult result() {
    return milestones.finish(milestones.partialOf(courses())).result().orElseThrow();
  }

  @Test
  void countsAmountsAndExclusionsAreReported() {
    MilestoneResult r = result();
    assertThat(r.n()).isEqualTo(4);
    assertThat(r.sites()).isEqualTo(3);
    assertThat(r.excluded()).isEqualTo(1);
    assertThat(r.exclusions()).containsEntry("outside indication", 1L);
    MilestoneResult.Milestone last = r.milestones().get(1);
    assertThat(last.counts()).isEqualTo(new MilestonePartial.Counts(1, 1, 1, 1));
    assertThat(last.instalment()).isEqualByComparingTo("153600.00");
    assertThat(last.reachedShare()).hasValue(0.5);
    assertThat(r.payable()).isEqualByComparingTo("819200.00");
    assertThat(r.warnings()).containsExactly("month 18: 1 courses are overdue for assessment.");
  }

  @Test
  void aPackageIsReproducibleAndChangesWithAnyPart() {
    MilestonePackage one = new MilestonePackage(result(), "2026-09-30", "abc", "0.1.0");
    MilestonePackage same = new MilestonePackage(result(), "2026-09-30", "abc", "0.1.0");
    assertThat(one.canonicalJson()).isEqualTo(same.canonicalJson());
    assertThat(one.sha256()).isEqualTo(same.sha256()).hasSize(64);
    assertThat(new MilestonePackage(result(), "2026-10-01", "abc", "0.1.0").sha256())
        .isNotEqualTo(one.sha256());
    assertThat(new MilestonePackage(result(), "2026-09-30", "abd", "0.1.0").sha256())
        .isNotEqualTo(one.sha256());
    assertThat(new MilestonePackage(result(), "2026-09-30", "abc", "0.1.1").sha256())
        .isNotEqualTo(one.sha256());
    assertThat(one.canonicalJson())
        .isEqualTo(
            "{\"agreement\":{\"currency\":\"EUR\",\"milestones\":[{\"after\":1,\"before\":0,"
                + "\"day\":0,\"endpoint\":\"infused\",\"name\":\"infusion\",\"share\":\"0.52\"},"
                + "{\"after\":60,\"before\":30,\"day\":548,\"endpoint\":\"complete response\","
                + "\"name\":\"month 18\",\"share\":\"0.48\"}],\"minorDigits\":2,\"name\":\"A-1\","
                + "\"price\":\"320000\"},\"courses\":4,\"dataCut\":\"2026-09-30\","
                + "\"dataDigest\":\"abc\",\"excluded\":1,\"exclusions\":{\"outside indication\":1},"
                + "\"milestones\":[{\"failed\":0,\"instalment\":\"166400.00\",\"name\":\"infusion\","
                + "\"notYetDue\":0,\"notYetDueAmount\":\"0.00\",\"overdue\":0,"
                + "\"overdueAmount\":\"0.00\",\"payable\":\"665600.00\",\"reached\":4},"
                + "{\"failed\":1,\"instalment\":\"153600.00\",\"name\":\"month 18\","
                + "\"notYetDue\":1,\"notYetDueAmount\":\"153600.00\",\"overdue\":1,"
                + "\"overdueAmount\":\"153600.00\",\"payable\":\"153600.00\",\"reached\":1}],"
                + "\"payable\":\"819200.00\",\"sites\":3,\"softwareVersion\":\"0.1.0\","
                + "\"version\":1}");
  }

  @Test
  void theCallersKeySignsTheCanonicalBytes() {
    MilestonePackage one = new MilestonePackage(result(), "2026-09-30", "abc", "0.1.0");
    MilestonePackage.Signed signed = one.sign(bytes -> "length " + bytes.length);
    assertThat(signed.canonicalJson()).isEqualTo(one.canonicalJson());
    assertThat(signed.signature()).isEqualTo("length " + one.canonicalJson().length());
    assertThat(signed.sha256()).isEqualTo(one.sha256());
  }

  @Test
  void canonicalTextEscapesOnlyWhatMustBe() {
    assertThat(new CanonicalJson().text("a\"b\\c\n\u0001é→").toString())
        .isEqualTo("\"a\\\"b\\\\c\\n\\u0001é→\"");
    assertThatThrownBy(() -> new CanonicalJson().number(Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Agreement.plain(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(Agreement.plain(new BigDecimal("0.50"))).isEqualTo("0.5");
  }

  @Test
  void digestIsSha256OfTheText() throws java.security.NoSuchAlgorithmException {
    MilestonePackage one = new MilestonePackage(result(), "2026-09-30", "abc", "0.1.0");
    byte[] digest =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest(one.canonicalJson().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(one.sha256()).isEqualTo(java.util.HexFormat.of().formatHex(digest));
  }

  @Test
  void nothingAndOnlyExcludedCoursesAreNamed() {
    assertThat(milestones.finish(milestones.empty())).isInstanceOf(NoData.class);
    MilestoneResult r =
        milestones.finish(milestones.partialOf(courses().subList(4, 5))).result().orElseThrow();
    assertThat(r.n()).isZero();
    assertThat(r.milestones().get(0).reachedShare()).isEmpty();
    assertThat(r.payable()).isEqualByComparingTo("0");
  }

  @Test
  void impossibleContractsAndCoursesAreRefused() {
    assertThatThrownBy(() -> new MilestoneRule("m", "e", -1, 0, 0, BigDecimal.ONE))
        .hasMessageStartingWith("EV-CONTRACT-001");
    assertThatThrownBy(() -> new MilestoneRule("m", "e", 1, 0, 0, BigDecimal.ZERO))
        .hasMessageStartingWith("EV-CONTRACT-001");
    assertThatThrownBy(
            () ->
                new Agreement(
                    "a",
                    "EUR",
                    BigDecimal.TEN,
                    2,
                    List.of(
                        new MilestoneRule("x", "e", 1, 0, 0, new BigDecimal("0.6")),
                        new MilestoneRule("y", "e", 2, 0, 0, new BigDecimal("0.5")))))
        .hasMessageStartingWith("EV-CONTRACT-001");
    assertThatThrownBy(() -> new Agreement("a", "eur", BigDecimal.TEN, 2, List.of(MONTH18)))
        .hasMessageStartingWith("EV-CONTRACT-001");
    assertThatThrownBy(() -> course("a", 10, null, response(11, true)))
        .hasMessageStartingWith("EV-ACCESS-002");
    assertThatThrownBy(() -> course("a", 10, 11)).hasMessageStartingWith("EV-ACCESS-002");
    assertThatThrownBy(() -> course("a", -1, null)).hasMessageStartingWith("EV-TIME-002");
    assertThatThrownBy(() -> new MilestonePackage(result(), "30.09.2026", "abc", "1"))
        .hasMessageStartingWith("EV-CONTRACT-001");
    Milestones other =
        new Milestones(0.95, new Agreement("A-2", "EUR", BigDecimal.TEN, 2, List.of(MONTH18)));
    assertThatThrownBy(() -> milestones.empty().merge(other.empty()))
        .hasMessageStartingWith("EV-PARTIAL-010");
  }
}
