package org.therafed.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.VertxContextSupport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.NotReleased;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.disclose.Disclosed;

/** What every {@link Answers} must do: answer each question, and give nothing away about a few. */
public abstract class AnswersContractTest {

  private static final List<String> KINDS = List.of("response", "survival", "toxicity", "cost");

  private final QuestionReader reader = new QuestionReader(ModuleCatalog.standard());

  /** A data cut of what the answers are asked about at present. */
  protected abstract DataCut cut();

  /** Answers of a federation in which nobody has been treated. */
  protected abstract Answers ofNobody();

  /** Answers of a federation in which four people have been treated. */
  protected abstract Answers ofFour();

  private Disclosed answer(Answers answers, String kind, Question.Arm arm) {
    Question question = reader.read(kind, "rlt-psma", arm.label(), null, 0.95);
    try {
      DataCut cut = cut();
      return VertxContextSupport.subscribeAndAwait(() -> answers.answer(question, cut)).disclosed();
    } catch (Throwable e) {
      throw new AssertionError("no answer to " + kind, e);
    }
  }

  @Test
  void everyQuestionAboutNobodyIsAnsweredWithoutAFigure() {
    nothingIsTold(ofNobody());
  }

  @Test
  void everyQuestionAboutAFewIsAnsweredAsOneAboutNobody() {
    nothingIsTold(ofFour());
  }

  private void nothingIsTold(Answers answers) {
    for (String kind : KINDS) {
      for (Question.Arm arm : Question.Arm.values()) {
        Disclosed answer = answer(answers, kind, arm);
        assertThat(answer.result()).as(kind).isInstanceOf(NotReleased.class);
        assertThat(answer.linked()).isNull();
        assertThat(answer.excluded()).isNull();
        assertThat(answer.withdrawn()).isNull();
        assertThat(answer.caveats()).as("caveats would tell that somebody is there").isEmpty();
      }
    }
  }
}
