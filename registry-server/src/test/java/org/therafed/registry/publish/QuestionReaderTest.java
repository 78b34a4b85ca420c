package org.therafed.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;
import org.therafed.registry.cohort.Question;

/** Whatever a requester may vary: there are so many questions and no more. */
class QuestionReaderTest {

  private final QuestionReader reader = new QuestionReader(ModuleCatalog.standard());

  @Test
  void scanOfAllLevelsFindsTwo() {
    List<Double> accepted =
        IntStream.rangeClosed(1, 99_999)
            .mapToDouble(i -> i / 100_000.0)
            .filter(level -> asks("cost", "rlt-psma", "treated", null, level))
            .boxed()
            .toList();
    assertThat(accepted).containsExactly(0.95, 0.999);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9500000000000001, 0.9499999999999998, Double.NaN, -0.95, 1, 95})
  void levelBesideTheListIsRefusedByCode(double level) {
    assertThatThrownBy(() -> reader.read("cost", "rlt-psma", "treated", null, level))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("RG-QUESTION-001")
        .hasMessageContaining("0.95, 0.999");
  }

  @Test
  void questionsAreAFixedList() {
    List<String> questions = new ArrayList<>();
    for (TherapyModule module : ModuleCatalog.standard().all()) {
      for (Question.Arm arm : Question.Arm.values()) {
        for (TherapyModule.Endpoint endpoint : module.endpoints()) {
          for (String kind : List.of("response", "survival", "slope", "cost")) {
            for (double level : new double[] {0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999}) {
              if (asks(kind, module.id(), arm.label(), endpoint.id(), level)) {
                questions.add(module.id() + arm.label() + endpoint.id());
              }
            }
          }
        }
      }
    }
    long endpoints =
        ModuleCatalog.standard().all().stream()
            .mapToLong(module -> module.endpoints().size())
            .sum();
    // Each endpoint is of one kind and may be asked about at two levels.
    assertThat(questions).hasSize((int) endpoints * Question.Arm.values().length * 2);
  }

  @Test
  void everyRuleKindOfTheModulesIsAnswered() {
    for (TherapyModule module : ModuleCatalog.standard().all()) {
      for (TherapyModule.Endpoint endpoint : module.endpoints()) {
        String kind = Question.Kind.of(endpoint).label();
        assertThat(asks(kind, module.id(), "treated", endpoint.id(), 0.95))
            .as(module.id() + " " + endpoint.id())
            .isTrue();
      }
    }
  }

  @Test
  void endpointOfAnotherQuestionIsRefusedWithThoseOfThisOne() {
    assertThatThrownBy(() -> reader.read("response", "rlt-psma", "treated", "rpfs", 0.95))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("RG-QUESTION-001")
        .hasMessageContaining("orr");
    assertThatThrownBy(() -> reader.read("response", "ckd", "treated", "egfr-slope", 0.95))
        .hasMessageContaining("decline40");
    assertThatThrownBy(() -> reader.read("slope", "ckd", "treated", null, 0.95))
        .hasMessageContaining("egfr-slope");
    assertThatThrownBy(() -> reader.read("survival", "uti-antibacterial", "treated", null, 0.95))
        .hasMessageContaining("This module has no endpoint for this question.");
  }

  @ParameterizedTest
  @CsvSource({
    "weather, rlt-psma, treated, , 0.95, question, 'response, survival'",
    "cost, none, treated, , 0.95, module, rlt-psma",
    "cost, rlt-psma, everybody, , 0.95, arm, standard-care",
    "survival, rlt-psma, treated, orr, 0.95, endpoint, os",
    "cost, rlt-psma, treated, , 0.5, level, 0.999",
  })
  void valueThatIsNoneIsToldWithTheChoicesInBothLanguages(
      String kind,
      String module,
      String arm,
      String endpoint,
      double level,
      String parameter,
      String choice) {
    Throwable refused = catchThrowable(() -> reader.read(kind, module, arm, endpoint, level));
    Reason reason = ((Fault) refused).reason();
    assertThat(reason.found())
        .isEqualTo("The value of " + parameter + " is none that this question takes.");
    assertThat(reason.needed()).startsWith("One of these is needed: ").contains(choice);
    assertThat(reason.neededZh()).contains(choice.replace(", ", "、"));
    assertThat(reason.foundZh() + reason.neededZh() + reason.remedyZh())
        .doesNotContain(" is needed")
        .doesNotContain("One of");
  }

  private boolean asks(String kind, String module, String arm, String endpoint, double level) {
    try {
      reader.read(kind, module, arm, endpoint, level);
      return true;
    } catch (Fault refused) {
      return false;
    }
  }
}
