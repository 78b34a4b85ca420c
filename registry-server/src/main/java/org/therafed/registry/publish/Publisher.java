package org.therafed.registry.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.cuts.DataCuts;

/** Answers questions in the form that is published; every answer with a figure comes from here. */
@ApplicationScoped
public class Publisher {

  private final QuestionReader reader;
  private final Answers answers;
  private final DataCuts cuts;
  private final QuestionBudget budget;
  private final AnswerArchive archive;
  private final ObjectMapper json;
  private final String version;

  Publisher(
      QuestionReader reader,
      Answers answers,
      DataCuts cuts,
      QuestionBudget budget,
      AnswerArchive archive,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.reader = reader;
    this.answers = answers;
    this.cuts = cuts;
    this.budget = budget;
    this.archive = archive;
    this.json = json;
    this.version = version;
  }

  /**
   * The published answer of a question on a frozen data cut, kept under its id. Before the first
   * cut nothing is released.
   *
   * @param asked the question's parameters
   * @param account who asks
   * @throws org.therafed.profiles.outcome.Fault RG-QUESTION-001 naming the parameter; (as failure)
   *     RG-CUT-001, RG-QUESTION-003
   */
  public Uni<Published> publish(AskedQuestion asked, String account) {
    Question question =
        reader.read(asked.kind(), asked.module(), asked.arm(), asked.endpoint(), asked.level());
    return publish(question, asked.cut(), account);
  }

  /**
   * The cut of a name, or the newest; empty before the first.
   *
   * @param cut null for the newest
   * @throws org.therafed.profiles.outcome.Fault (as failure) RG-CUT-001
   */
  Uni<Optional<DataCut>> newestOr(String cut) {
    return cuts.freezeDue().flatMap(done -> cuts.asked(cut));
  }

  /** The same of a question that was read. */
  Uni<Published> publish(Question question, String name, String account) {
    long begin = System.nanoTime();
    Uni<Published> answer =
        newestOr(name)
            .flatMap(
                cut ->
                    cut.isPresent()
                        ? on(cut.get(), question, account)
                        : Uni.createFrom().item(Published.withoutCut(question, version)));
    return EvenTime.of(answer, begin, Publisher::isWithheld);
  }

  /** Before the first cut no data are looked at, so that there is nothing to hide in the time. */
  private static boolean isWithheld(Published published) {
    return published.cut() != null && published.result() == null;
  }

  private Uni<Published> on(DataCut cut, Question question, String account) {
    return budget
        .spend(account, cut, question)
        .flatMap(done -> answers.answer(question, cut))
        .flatMap(answered -> keep(cut, question, answered));
  }

  /** Counts a question in the budget of who asks. */
  Uni<Void> spend(String account, DataCut cut, Question question) {
    return budget.spend(account, cut, question);
  }

  /** Keeps the answer of a question, and gives it its id. */
  Uni<Published> keep(DataCut cut, Question question, Answers.Answered answered) {
    Published published = Published.of(question, cut, answered.disclosed(), version);
    return archive.keep(cut, question, answered.basis(), text(published)).map(published::withId);
  }

  private String text(Published published) {
    try {
      return json.writeValueAsString(published);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
