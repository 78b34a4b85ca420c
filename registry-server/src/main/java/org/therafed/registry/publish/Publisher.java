package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.therafed.registry.cohort.Question;

/** Answers questions in the form that is published. */
@ApplicationScoped
public class Publisher {

  private final QuestionReader reader;
  private final Answers answers;
  private final Clock clock;
  private final String version;

  Publisher(
      QuestionReader reader,
      Answers answers,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.reader = reader;
    this.answers = answers;
    this.clock = clock;
    this.version = version;
  }

  /**
   * The published answer of a question; the data cut is now.
   *
   * @param kind response, survival, toxicity or cost
   * @param module id of a therapy module
   * @param arm treated, standard-care or untreated
   * @param endpoint the module's endpoint; null for the kind's usual one
   * @param level confidence level, 0.95 or 0.999
   * @throws org.therafed.profiles.outcome.Fault RG-QUESTION-001 naming the parameter
   */
  public Uni<Published> publish(
      String kind, String module, String arm, String endpoint, double level) {
    Question question = reader.read(kind, module, arm, endpoint, level);
    return answers
        .answer(question)
        .map(
            disclosed ->
                Published.of(
                    question, disclosed, clock.instant().truncatedTo(ChronoUnit.SECONDS), version));
  }
}
