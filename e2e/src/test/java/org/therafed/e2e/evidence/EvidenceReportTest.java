package org.therafed.e2e.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.PlayedFederation;
import org.therafed.e2e.fixture.Program;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.cost.MeanAmount;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosedResult;
import org.therafed.evidence.disclosure.Disclosure;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.toxicity.GradeCounts;
import org.therafed.evidence.toxicity.TermToxicity;
import org.therafed.evidence.toxicity.ToxicityResult;

/**
 * From the facts in the registry's database to what it publishes, with R beside it. Over the played
 * federation, whose treated arm is large enough for every answer to be released; {@code
 * docs/reports/evidence-against-r.md} says how the same is done over the demonstration's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PlayedFederation.Shared.class)
class EvidenceReportTest {

  private static final List<String> ARMS = List.of("treated", "standard-care");
  private static final double AGREEMENT = 1e-9;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ArmRows> rows = new LinkedHashMap<>();
  private final Map<String, Undisclosed> undisclosed = new LinkedHashMap<>();
  private final Map<String, ArmAnswers> published = new LinkedHashMap<>();
  private final Map<String, RReference> reference = new LinkedHashMap<>();
  private PlayedFederation played;

  @BeforeAll
  void dumpAndAsk(PlayedFederation federation) {
    played = federation;
    Optional<Program> rscript = Program.named("Rscript").filter(RReference::works);
    try (Database database = played.database()) {
      for (String arm : ARMS) {
        rows.put(arm, ArmRows.read(database, arm));
        undisclosed.put(arm, Undisclosed.of(rows.get(arm)));
        published.put(arm, ArmAnswers.of(played.registry(), arm));
        rscript.ifPresent(
            r ->
                reference.put(
                    arm,
                    RReference.of(rows.get(arm), r, Checkout.output("evidence").resolve(arm))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"treated", "standard-care"})
  void undisclosedNumbersEqualThoseOfR(String arm) {
    assumeTrue(
        !reference.isEmpty(), "R and its package survival are needed (Debian r-cran-survival)");
    Map<Quantity, OptionalDouble> ours = undisclosed.get(arm).numbers();
    Map<Quantity, OptionalDouble> theirs = reference.get(arm).numbers();
    assertThat(ours.keySet()).isEqualTo(theirs.keySet()).hasSizeGreaterThan(100);
    ours.forEach((quantity, value) -> assertAgree(quantity, value, theirs.get(quantity)));
  }

  private static void assertAgree(Quantity quantity, OptionalDouble ours, OptionalDouble theirs) {
    assertThat(ours.isPresent()).as(quantity.toString()).isEqualTo(theirs.isPresent());
    if (ours.isPresent()) {
      double scale = Math.max(1, Math.abs(theirs.getAsDouble()));
      assertThat(ours.getAsDouble())
          .as(quantity.toString())
          .isEqualTo(theirs.getAsDouble(), within(AGREEMENT * scale));
    }
  }

  @Test
  void everyAnswerAboutTheTreatedArmIsReleased() {
    ArmAnswers answers = published.get("treated");
    assertThat(List.of(answers.survival(), answers.toxicity(), answers.cost()))
        .allMatch(ArmAnswers::released);
    assertThat(answers.responses().values()).allMatch(ArmAnswers::released);
  }

  @ParameterizedTest
  @ValueSource(strings = {"treated", "standard-care"})
  void armOfTooFewPeopleIsNotReleased(String arm) {
    boolean large = rows.get(arm).toxicity().size() >= DocumentedRules.SMALLEST_COHORT;
    ArmAnswers answers = published.get(arm);
    assertThat(ArmAnswers.released(answers.survival())).isEqualTo(large);
    assertThat(ArmAnswers.released(answers.cost())).isEqualTo(large);
  }

  @ParameterizedTest
  @ValueSource(strings = {"treated", "standard-care"})
  void publishedAnswersAreTheUndisclosedOnesAfterTheDocumentedCoarsening(String arm) {
    Undisclosed all = undisclosed.get(arm);
    ArmAnswers answers = published.get(arm);
    if (ArmAnswers.released(answers.survival())) {
      new DocumentedCurve(all.survival()).check(answers.survival().path("result"));
    }
    all.responses()
        .forEach(
            (endpoint, response) -> {
              JsonNode result = answers.responses().get(endpoint).path("result");
              DocumentedRules rules = new DocumentedRules(response.n());
              rules.proportion(
                  result.path("rate"), response.responders(), response.clopperPearson());
            });
    toxicity(all.toxicity(), answers.toxicity().path("result"));
    cost(all.cost(), answers.cost().path("result"));
  }

  private static void toxicity(ToxicityResult all, JsonNode result) {
    DocumentedRules rules = new DocumentedRules(all.n());
    if (!result.isMissingNode()) {
      assertThat(result.path("n").asLong()).isEqualTo(rules.printedN());
      term(rules, result.path("anyTerm"), all.anyTerm());
    }
    for (JsonNode term : result.path("terms")) {
      term(rules, term, all.byTerm().get(term.path("term").asText()));
    }
  }

  private static void term(DocumentedRules rules, JsonNode shown, TermToxicity all) {
    rules.proportion(shown.path("any"), all.any().persons(), all.any().clopperPearson());
    rules.proportion(
        shown.path("grade3Plus"), all.grade3Plus().persons(), all.grade3Plus().clopperPearson());
    for (int grade = 1; grade <= GradeCounts.GRADES; grade++) {
      rules.share(shown.path("byWorstGrade").get(grade - 1), all.byWorstGrade().grade(grade));
    }
  }

  private static void cost(CostResult all, JsonNode result) {
    if (result.isMissingNode()) {
      return;
    }
    DocumentedRules rules = new DocumentedRules(all.n());
    assertThat(result.path("courses").asLong()).isEqualTo(rules.printedN());
    amount(rules, result.path("total"), all.total());
    for (JsonNode component : result.path("components")) {
      MeanAmount of = all.byComponent().get(component.path("component").asText());
      amount(rules, component.path("amount"), of);
    }
  }

  private static void amount(DocumentedRules rules, JsonNode shown, MeanAmount of) {
    rules.amount(shown, of.mean(), of.sd().orElseThrow(), of.interval().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"treated", "standard-care"})
  void publishedAnswersAreExactlyWhatTheDoorMakesOfTheseRows(String arm) throws IOException {
    ArmRows of = rows.get(arm);
    Undisclosed all = undisclosed.get(arm);
    ArmAnswers answers = published.get(arm);
    assertDisclosed(answers.survival(), all.survival(), of.survival().size());
    assertDisclosed(answers.toxicity(), all.toxicity(), of.toxicity().size());
    assertDisclosed(answers.cost(), all.cost(), of.costPersons());
    for (String endpoint : of.responses().keySet()) {
      assertDisclosed(
          answers.responses().get(endpoint),
          all.responses().get(endpoint),
          of.responses().get(endpoint).size());
    }
  }

  private static void assertDisclosed(JsonNode answer, Result result, long persons)
      throws IOException {
    DisclosedResult disclosed =
        Disclosure.disclose(
            new Estimated<>(result),
            Cohort.of(LongStream.range(0, persons)),
            DisclosurePolicy.defaults(),
            ReleaseLedger.withoutHistory());
    assertThat(answer.path("state").asText())
        .isEqualTo(disclosed.kind().equals("not-released") ? "not-released" : "released");
    if (ArmAnswers.released(answer)) {
      assertThat(answer.path("result"))
          .isEqualTo(JSON.readTree(JSON.writeValueAsString(disclosed)));
    }
  }

  @AfterAll
  void writeReport() throws IOException {
    if (reference.isEmpty()) {
      return;
    }
    EvidenceReport report = new EvidenceReport(played.records().cohort());
    ARMS.forEach(
        arm -> report.arm(arm, undisclosed.get(arm), reference.get(arm), published.get(arm)));
    report.writeTo(Checkout.output("evidence-report.md"));
    String asked = System.getProperty("therafed.report");
    if (asked != null) {
      Path file = Checkout.root().resolve(asked);
      report.writeTo(file);
    }
  }
}
