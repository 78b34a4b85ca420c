package org.therafed.registry.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.access.Caller;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.cuts.DataCuts;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.projects.Asker;
import org.therafed.registry.projects.Projects;
import org.therafed.registry.tables.CitedTable;
import org.therafed.registry.tables.ValueTables;

/** Answers questions in the form that is published; every answer with a figure comes from here. */
@ApplicationScoped
public class Publisher {

  /** What sites set their own beside. */
  private static final Set<Question.Kind> TO_SITES =
      EnumSet.of(Question.Kind.RESPONSE, Question.Kind.SURVIVAL, Question.Kind.TOXICITY);

  private static final double SITES_LEVEL = 0.95;

  private final QuestionReader reader;
  private final Projects projects;
  private final Caller caller;
  private final Answers answers;
  private final DataCuts cuts;
  private final QuestionBudget budget;
  private final ValueTables tables;
  private final AnswerArchive archive;
  private final ObjectMapper json;
  private final String version;

  Publisher(
      QuestionReader reader,
      Projects projects,
      Caller caller,
      Answers answers,
      DataCuts cuts,
      QuestionBudget budget,
      ValueTables tables,
      AnswerArchive archive,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.reader = reader;
    this.projects = projects;
    this.caller = caller;
    this.answers = answers;
    this.cuts = cuts;
    this.budget = budget;
    this.tables = tables;
    this.archive = archive;
    this.json = json;
    this.version = version;
  }

  /**
   * The published answer of a question on a frozen data cut, kept under its id. Before the first
   * cut nothing is released.
   *
   * @param asked the question's parameters
   * @throws Fault RG-QUESTION-001 naming the parameter; (as failure) RG-PROJECT-003, RG-CUT-001,
   *     RG-QUESTION-003
   */
  public Uni<Published> publish(AskedQuestion asked, Asker asker) {
    return publish(read(asked), asked.cut(), asker);
  }

  /** The same; what no project covers is an answer without a figure instead of a failure. */
  public Uni<Published> publishWithin(AskedQuestion asked, Asker asker) {
    Question question = read(asked);
    return publish(question, asked.cut(), asker)
        .onFailure(Publisher::isOutside)
        .recoverWithItem(() -> Published.outsideProject(question, version));
  }

  /**
   * What is released to a site: the figure of a whole treated arm on the newest cut, the same for
   * all sites and under no project. It counts in the site's own budget.
   *
   * @param kind response, survival or toxicity
   * @param module id of a therapy module
   * @param endpoint the module's endpoint; null for the kind's usual one
   * @throws Fault RG-QUESTION-001 naming the parameter; (as failure) RG-QUESTION-003
   */
  Uni<Published> publishTo(SiteId site, String kind, String module, String endpoint) {
    Question question =
        reader.read(kind, module, Question.Arm.TREATED.label(), endpoint, SITES_LEVEL);
    if (!TO_SITES.contains(question.kind())) {
      throw QuestionReader.unknownKind(TO_SITES);
    }
    // A blank is in no name of a person's account.
    Asker asker = new Asker("site " + site.value(), false);
    return publish(question, null, asker, Optional.empty(), Progress.UNTOLD);
  }

  private static boolean isOutside(Throwable failure) {
    return failure instanceof Fault fault && fault.code() == RegistryCode.PROJECT_NONE;
  }

  private Question read(AskedQuestion asked) {
    return reader.read(asked.kind(), asked.module(), asked.arm(), asked.endpoint(), asked.level());
  }

  /**
   * The cut of a name, or the newest; empty before the first.
   *
   * @param cut null for the newest
   * @throws Fault (as failure) RG-CUT-001
   */
  Uni<Optional<DataCut>> newestOr(String cut) {
    return cuts.freezeDue().flatMap(done -> cuts.asked(cut));
  }

  /** The same of a question that was read. */
  Uni<Published> publish(Question question, String name, Asker asker) {
    return covering(question, asker)
        .flatMap(project -> publish(question, name, asker, project, Progress.UNTOLD));
  }

  /** The same for who was asked for a project before, outside of a request. */
  Uni<Published> publish(Question question, String name, Asker asker, Progress progress) {
    return projectOf(question, asker)
        .flatMap(project -> publish(question, name, asker, project, progress));
  }

  /**
   * The project under which a question is asked; empty for who needs none.
   *
   * @throws Fault (as failure) RG-PROJECT-003
   */
  Uni<Optional<String>> covering(Question question, Asker asker) {
    return projectOf(question, asker).invoke(project -> project.ifPresent(caller::askUnder));
  }

  private Uni<Optional<String>> projectOf(Question question, Asker asker) {
    return projects.covering(asker, question.module().id(), question.kind().label());
  }

  private Uni<Published> publish(
      Question question, String name, Asker asker, Optional<String> project, Progress progress) {
    long begin = System.nanoTime();
    Uni<Published> answer =
        newestOr(name)
            .flatMap(
                cut ->
                    cut.isPresent()
                        ? on(cut.get(), question, asker, project, progress)
                        : Uni.createFrom().item(Published.withoutCut(question, version)));
    return EvenTime.of(answer, begin, Publisher::isWithheld);
  }

  /** Before the first cut no data are looked at, so that there is nothing to hide in the time. */
  private static boolean isWithheld(Published published) {
    return published.cut() != null && published.result() == null;
  }

  private Uni<Published> on(
      DataCut cut, Question question, Asker asker, Optional<String> project, Progress progress) {
    return budget
        .spend(asker.account(), cut, question)
        .flatMap(done -> answers.answer(question, cut, progress))
        .flatMap(answered -> keep(cut, question, answered))
        .call(published -> counted(published, project));
  }

  /** Counts a question in the budget of who asks. */
  Uni<Void> spend(String account, DataCut cut, Question question) {
    return budget.spend(account, cut, question);
  }

  /** Keeps the answer of a question, and gives it its id. */
  Uni<Published> keep(DataCut cut, Question question, Answers.Answered answered) {
    return tables(question, cut)
        .flatMap(
            cited -> {
              Published published =
                  Published.of(question, cut, answered.disclosed(), version, cited);
              return archive
                  .keep(cut, question, answered.basis(), text(published))
                  .map(published::withId);
            });
  }

  /** The tariffs and prices that a figure of cost cites, whether it will be released or not. */
  private Uni<List<CitedTable>> tables(Question question, DataCut cut) {
    return question.kind() == Question.Kind.COST
        ? tables.cited("tariff", LocalDate.ofInstant(cut.asOf(), ZoneOffset.UTC))
        : Uni.createFrom().item(List.of());
  }

  /** Withheld answers take their even time whatever is done here ({@link EvenTime}). */
  private Uni<Void> counted(Published published, Optional<String> project) {
    return project.isEmpty() || published.result() == null
        ? Uni.createFrom().voidItem()
        : released(project.get(), published.id());
  }

  /** Notes that a project was given a released answer. */
  Uni<Void> released(String project, String answer) {
    return projects.released(project, answer);
  }

  private String text(Published published) {
    try {
      return json.writeValueAsString(published);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
