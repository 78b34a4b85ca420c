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
import java.util.List;
import org.therafed.profiles.outcome.Fault;
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
    return Multi.createFrom()
        .iterable(question.arms())
        .onItem()
        .transformToUniAndConcatenate(arm -> publisher.covering(arm, asker))
        .collect()
        .asList()
        .flatMap(covered -> publisher.newestOr(question.cut()))
        .flatMap(
            cut -> {
              ObjectNode asked = question.json().deepCopy();
              cut.ifPresent(frozen -> asked.put("cut", frozen.name()));
              String name = cut.map(frozen -> frozen.name()).orElse(null);
              return Multi.createFrom()
                  .iterable(question.arms())
                  .onItem()
                  .transformToUniAndConcatenate(arm -> publisher.publish(arm, name, asker))
                  .collect()
                  .asList()
                  .flatMap(
                      arms ->
                          cut.isEmpty()
                              ? Uni.createFrom().item(answer(null, asked, trees(arms)))
                              : archive
                                  .keep(
                                      cut.get(),
                                      asked.toString(),
                                      arms.stream().map(Published::id).toList())
                                  .map(id -> answer(id, asked, trees(arms))));
            });
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
