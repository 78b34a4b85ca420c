package org.therafed.registry.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.projects.Asker;

/** Answers questions as JSON: each arm by {@link Publisher}, and all of them under one id. */
@ApplicationScoped
public class CohortQuestions {

  private final Publisher publisher;
  private final QuestionArchive archive;
  private final CitedAnswers cited;
  private final ObjectMapper json;

  CohortQuestions(
      Publisher publisher, QuestionArchive archive, CitedAnswers cited, ObjectMapper json) {
    this.publisher = publisher;
    this.archive = archive;
    this.cited = cited;
    this.json = json;
  }

  /**
   * The answer of a question; every arm counts in the budget of who asks. Before the first data cut
   * nothing is released, and no id is given.
   *
   * @throws Fault (as failure) RG-PROJECT-003 if no project covers one of the arms, before anything
   *     is counted; RG-CUT-001, RG-QUESTION-003
   */
  Uni<JsonNode> ask(CohortQuestion question, Asker asker) {
    return covered(question, asker)
        .flatMap(covered -> publisher.newestOr(question.cut()))
        .flatMap(
            cut ->
                answered(
                    question,
                    cut,
                    (arm, place) ->
                        publisher.publish(arm, cut.map(DataCut::name).orElse(null), asker)));
  }

  /**
   * Sees to it that a question may be asked, and of which cut it is.
   *
   * @return the question as JSON with its cut, and the cut; empty before the first one
   * @throws Fault (as failure) as {@link #ask}
   */
  Uni<Optional<Posed>> pose(CohortQuestion question, Asker asker) {
    return covered(question, asker)
        .flatMap(covered -> publisher.newestOr(question.cut()))
        .map(cut -> cut.map(frozen -> new Posed(asked(question, cut).toString(), frozen)));
  }

  /**
   * A question that may be asked.
   *
   * @param question JSON with its cut
   */
  record Posed(String question, DataCut cut) {}

  /** The answer of a question that was posed, outside of a request. */
  Uni<JsonNode> answer(CohortQuestion question, Asker asker, ArmProgress progress) {
    return publisher
        .newestOr(question.cut())
        .flatMap(
            cut ->
                answered(
                    question,
                    cut,
                    (arm, place) ->
                        publisher.publish(
                            arm, question.cut(), asker, month -> progress.of(place, month))));
  }

  /** Told how far the answer about one of the arms has come. */
  @FunctionalInterface
  interface ArmProgress {
    /**
     * As {@link Progress#reached}.
     *
     * @param place of the arm among those of the question, from 0
     */
    Uni<Void> of(int place, LocalDate month);
  }

  private interface ArmAnswer {
    Uni<Published> of(Question arm, int place);
  }

  private Uni<List<Boolean>> covered(CohortQuestion question, Asker asker) {
    return Multi.createFrom()
        .iterable(question.arms())
        .onItem()
        .transformToUniAndConcatenate(arm -> publisher.covering(arm, asker).replaceWith(true))
        .collect()
        .asList();
  }

  private static ObjectNode asked(CohortQuestion question, Optional<DataCut> cut) {
    ObjectNode asked = question.json().deepCopy();
    cut.ifPresent(frozen -> asked.put("cut", frozen.name()));
    return asked;
  }

  private Uni<JsonNode> answered(CohortQuestion question, Optional<DataCut> cut, ArmAnswer ofArm) {
    ObjectNode asked = asked(question, cut);
    return Multi.createFrom()
        .range(0, question.arms().size())
        .onItem()
        .transformToUniAndConcatenate(place -> ofArm.of(question.arms().get(place), place))
        .collect()
        .asList()
        .flatMap(
            arms ->
                cut.isEmpty()
                    ? Uni.createFrom().item(answer(null, asked, trees(arms)))
                    : archive
                        .keep(
                            cut.get(), asked.toString(), arms.stream().map(Published::id).toList())
                        .map(id -> answer(id, asked, trees(arms))));
  }

  /**
   * The answer of an id as it was given, each arm with {@code superseded}.
   *
   * @throws Fault (as failure) RG-ANSWER-001, RG-PROJECT-003
   */
  Uni<JsonNode> get(String id, Asker asker) {
    return kept(id)
        .flatMap(
            kept ->
                Multi.createFrom()
                    .iterable(kept.arms())
                    .onItem()
                    .transformToUniAndConcatenate(arm -> cited.get(arm, asker))
                    .collect()
                    .asList()
                    .map(
                        arms -> {
                          boolean superseded =
                              arms.stream().anyMatch(arm -> arm.path("superseded").asBoolean());
                          return answer(id, tree(kept.question()), arms)
                              .put("superseded", superseded);
                        }));
  }

  /** The question of an answer, on the same cut, to be asked again. */
  Uni<byte[]> question(String id) {
    return kept(id).map(kept -> kept.question().getBytes(StandardCharsets.UTF_8));
  }

  private Uni<QuestionArchive.Kept> kept(String id) {
    return archive.find(id).map(found -> found.orElseThrow(RegistryCode.ANSWER_UNKNOWN::with));
  }

  private List<JsonNode> trees(List<Published> arms) {
    return arms.stream().<JsonNode>map(json::valueToTree).toList();
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode answer(String id, JsonNode question, List<JsonNode> arms) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (id != null) {
      answer.put("id", id);
    }
    answer.set("question", question);
    ArrayNode all = answer.putArray("arms");
    arms.forEach(all::add);
    return answer;
  }
}
