package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold of every kind of rule whatever is known of a person. */
class RuleOrderTest {
  private static final List<String> CATEGORIES = List.of("CR", "PR", "SD", "PD", "NE");

  private static Person random(Random random) {
    Person person =
        new Person()
            .lesion("a", "target", false)
            .lesion("b", "target", true)
            .lesion("x", "new", false);
    int facts = random.nextInt(40);
    for (int i = 0; i < facts; i++) {
      add(person, random);
    }
    return person;
  }

  private static void add(Person person, Random random) {
    int day = random.nextInt(-40, 500);
    String comparator = random.nextInt(8) == 0 ? random.nextBoolean() ? "<" : ">" : "";
    String value = comparator + random.nextInt(1, 100);
    switch (random.nextInt(12)) {
      case 0 -> person.values("psa", day + ":" + value);
      case 1 -> person.values("hb", day + ":" + random.nextInt(8, 12));
      case 2 -> person.values("egfr", day + ":" + value);
      case 3 -> person.values("weight", day + ":" + value);
      case 4 ->
          person.response(random.nextBoolean() ? "RECIST1.1" : "PCWG3", category(random), day);
      case 5 -> person.alive(day);
      case 6 -> person.sizes(day, "ab".charAt(random.nextInt(2)) + "=" + random.nextInt(60));
      case 7 -> person.dose("64033007", String.valueOf(random.nextInt(9)), day);
      case 8 -> person.transfusion("red-blood-cells", day);
      case 9 -> person.course("c" + day, "rlt-psma", "treated", day);
      case 10 -> event(person, random, day);
      default -> rare(person, random, day);
    }
  }

  private static String category(Random random) {
    return CATEGORIES.get(random.nextInt(CATEGORIES.size()));
  }

  private static void event(Person person, Random random, int day) {
    String id = "event" + person.facts().size();
    person.event(id, "Cytokine release syndrome", random.nextInt(1, 6), "ASTCT-CRS", day);
    person.add(
        new AstctFact(
            id,
            "p",
            new BigDecimal(random.nextInt(36, 41)),
            null,
            random.nextBoolean() ? "one-vasopressor" : null,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  private static void rare(Person person, Random random, int day) {
    switch (random.nextInt(3)) {
      case 0 -> person.dead(day);
      case 1 -> person.sizes(day, "x=8");
      default -> person.event("s" + day, "Stroke", 3, "CTCAE-5.0", day);
    }
  }

  @Property(tries = 500, seed = "20261122")
  void theOrderInWhichFactsComeDecidesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    Person person = random(random);
    List<Fact> shuffled = new ArrayList<>(person.facts());
    Collections.shuffle(shuffled, random);
    for (String endpoint : Person.RULES.keySet()) {
      assertThat(person.outcome(endpoint, shuffled))
          .as(endpoint)
          .isEqualTo(person.outcome(endpoint));
    }
  }

  @Property(tries = 300, seed = "20261122")
  void aFactThatComesTwiceCountsOnce(@ForAll long seed) {
    Person person = random(new Random(seed));
    List<Fact> twice = new ArrayList<>(person.facts());
    twice.addAll(person.facts());
    for (String endpoint : Person.RULES.keySet()) {
      assertThat(person.outcome(endpoint, twice)).as(endpoint).isEqualTo(person.outcome(endpoint));
    }
  }

  @Property(tries = 300, seed = "20261122")
  void noOutcomeIsEarlierThanItsAnchorOrWithoutReason(@ForAll long seed) {
    Person person = random(new Random(seed));
    for (String endpoint : Person.RULES.keySet()) {
      EndpointOutcome outcome = person.outcome(endpoint);
      assertThat(outcome.reason()).as(endpoint).isNotNull();
      if (outcome instanceof EndpointOutcome.Time time) {
        assertThat(time.days()).as(endpoint).isNotNegative();
      }
      if (outcome instanceof EndpointOutcome.Responder responder) {
        assertThat(responder.day() != null).as(endpoint).isEqualTo(responder.met());
      }
    }
  }
}
