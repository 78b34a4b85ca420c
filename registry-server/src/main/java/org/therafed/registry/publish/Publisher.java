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

  private final Answers answers;
  private final Clock clock;
  private final String version;

  Publisher(
      Answers answers,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.answers = answers;
    this.clock = clock;
    this.version = version;
  }

  /** The published answer of a question; the data cut is now. */
  public Uni<Published> publish(Question question) {
    return answers
        .answer(question)
        .map(
            disclosed ->
                Published.of(
                    question, disclosed, clock.instant().truncatedTo(ChronoUnit.SECONDS), version));
  }
}
