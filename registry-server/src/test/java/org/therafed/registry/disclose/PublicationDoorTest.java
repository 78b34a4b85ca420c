package org.therafed.registry.disclose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.NotReleased;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.disclosure.WithheldReason;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.DatePrecision;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.registry.cohort.CohortRows;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.estimate.Estimate;
import org.therafed.registry.estimate.Estimates;

class PublicationDoorTest {

  private static final LocalDate INDEX = LocalDate.of(2025, 1, 1);

  private static final ReleaseLedger NONE = ReleaseLedger.withoutHistory();

  private final PublicationDoor door = new PublicationDoor();

  @Test
  void linkedAndExcludedPeopleArePublishedAsShares() {
    Disclosed disclosed = door.disclose(estimate(120, 30, 40), NONE);
    assertThat(disclosed.linked().value()).isEqualTo(30.0 / 80, within(half(disclosed.linked())));
    assertThat(disclosed.excluded().value())
        .isEqualTo(40.0 / 120, within(half(disclosed.excluded())));
  }

  @Test
  void fewLinkedOrExcludedPeopleAreWithheldAsIfThereWereNone() {
    Disclosed few = door.disclose(estimate(120, 10, 10), NONE);
    Disclosed none = door.disclose(estimate(120, 0, 0), NONE);
    assertThat(few.linked()).isNull();
    assertThat(few.excluded()).isNull();
    assertThat(none.linked()).isNull();
    assertThat(none.excluded()).isNull();
    // Caveats follow from the question alone, or they would tell that somebody was excluded.
    assertThat(few.caveats()).isEqualTo(none.caveats());
  }

  /** Were the 110 released beside the 120, their difference would be 10 people. */
  @Test
  void endpointThatLeavesAFewOfTheArmOutIsNotReleasedWhoeverAsksFirst() {
    CutLedger ledger = new CutLedger(List.of());
    assertThat(door.disclose(estimate(120, 0, 10), ledger).result())
        .isInstanceOf(NotReleased.class);
    assertThat(door.disclose(estimate(120, 0, 0), ledger).result())
        .isNotInstanceOf(NotReleased.class);
    assertThat(ledger.entries())
        .contains(new CutLedger.Entry("response", WithheldReason.LEDGER))
        .contains(new CutLedger.Entry("response", null));
    assertThat(ledger.added()).hasSize(1);
  }

  @Test
  void ledgerThatIsReadAgainKnowsTheSamePersons() {
    CutLedger ledger = new CutLedger(List.of());
    door.disclose(estimate(120, 0, 0), ledger);
    List<Cohort> read =
        ledger.published().stream().map(MemberNumbers::text).map(MemberNumbers::cohort).toList();
    assertThat(read).isEqualTo(ledger.published());
    CutLedger later = new CutLedger(read);
    assertThat(door.disclose(estimate(119, 0, 0), later).result()).isInstanceOf(NotReleased.class);
    assertThat(later.added()).isEmpty();
  }

  @Test
  void whatIsNotReleasedSaysNothingElse() {
    Disclosed small = door.disclose(estimate(15, 12, 0), NONE);
    assertThat(small.result()).isInstanceOf(NotReleased.class);
    assertThat(small.linked()).isNull();
    assertThat(small.excluded()).isNull();
    assertThat(small.caveats()).isEmpty();
  }

  private static double half(org.therafed.evidence.disclosure.DisclosedProportion share) {
    return share.step() / 2 + 1e-9;
  }

  /**
   * An arm at three sites; the first {@code linked} are linked, the last {@code excluded} unseen.
   */
  private static Estimate estimate(int people, int linked, int excluded) {
    List<Member> members = new ArrayList<>();
    Map<String, List<Fact>> responses = new HashMap<>();
    for (int i = 0; i < people; i++) {
      String person = "person-" + i;
      members.add(new Member(person, "site-" + i % 3, INDEX, DatePrecision.DAY, null, i < linked));
      if (i < people - excluded) {
        responses.put(
            person,
            List.of(
                new ResponseFact(
                    "r" + i,
                    person,
                    "RECIST1.1",
                    i % 2 == 0 ? "PR" : "PD",
                    true,
                    INDEX.plusDays(60))));
      }
    }
    TherapyModule module = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
    Question question =
        new Question(
            Question.Kind.RESPONSE,
            module,
            Question.Arm.TREATED,
            module.endpoint("orr").orElseThrow(),
            0.95);
    return new Estimates().of(question, new CohortRows(members, responses, Map.of(), List.of()));
  }
}
