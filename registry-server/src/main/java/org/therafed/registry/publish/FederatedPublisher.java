package org.therafed.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCuts;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.projects.Asker;

/**
 * Poses questions to sites and publishes their answers by the one door. Whoever asks sees that a
 * question waits, and then its answer; which site answered what is for the auditor.
 */
@ApplicationScoped
public class FederatedPublisher {

  private static final Set<Question.Kind> ANSWERED =
      Set.of(
          Question.Kind.RESPONSE,
          Question.Kind.SURVIVAL,
          Question.Kind.SLOPE,
          Question.Kind.TOXICITY);

  private final CohortQuestionReader reader;
  private final FederatedAnswers federated;
  private final Publisher publisher;
  private final CitedAnswers cited;
  private final DataCuts cuts;

  FederatedPublisher(
      CohortQuestionReader reader,
      FederatedAnswers federated,
      Publisher publisher,
      CitedAnswers cited,
      DataCuts cuts) {
    this.reader = reader;
    this.federated = federated;
    this.publisher = publisher;
    this.cited = cited;
    this.cuts = cuts;
  }

  /**
   * Poses a question, or finds the same that was posed; it counts in the budget of who asks.
   *
   * @throws Fault RG-QUESTION-004, RG-FEDERATED-004; (as failure) RG-PROJECT-003, RG-CUT-001,
   *     RG-QUESTION-003
   */
  Uni<JsonNode> pose(CohortQuestion question, Asker asker) {
    Question asked = only(question);
    return publisher
        .covering(asked, asker)
        .flatMap(covered -> publisher.newestOr(question.cut()))
        .flatMap(
            cut ->
                cut.isEmpty()
                    ? Uni.createFrom().item(state(null, "not-released"))
                    : publisher
                        .spend(asker.account(), cut.get(), asked)
                        .flatMap(
                            done ->
                                federated.pose(
                                    asked, cut.get(), question.json().toString(), asker.account()))
                        .map(id -> state(id, "waiting")));
  }

  private static Question only(CohortQuestion question) {
    Question asked = question.arms().get(0);
    if (question.arms().size() != 1 || !ANSWERED.contains(asked.kind())) {
      throw RegistryCode.FEDERATED_KIND.with();
    }
    return asked;
  }

  /**
   * How far a question is, with its answer once it is there.
   *
   * @throws Fault (as failure) RG-FEDERATED-003 if there is none of the id; RG-PROJECT-003
   */
  Uni<JsonNode> get(String id, Asker asker) {
    return federated
        .find(id)
        .flatMap(
            found -> {
              FederatedAnswers.Posed posed =
                  found.orElseThrow(RegistryCode.FEDERATED_UNKNOWN::with);
              Question question =
                  reader.read(posed.body().getBytes(StandardCharsets.UTF_8)).arms().get(0);
              return publisher
                  .covering(question, asker)
                  .flatMap(project -> get(id, posed, question, asker, project));
            });
  }

  private Uni<JsonNode> get(
      String id,
      FederatedAnswers.Posed posed,
      Question question,
      Asker asker,
      Optional<String> project) {
    if (!posed.over()) {
      return Uni.createFrom().item(state(id, "waiting"));
    }
    return posed
        .answer()
        .map(answer -> Uni.createFrom().item(answer))
        .orElseGet(() -> publish(id, posed, question))
        .flatMap(answer -> cited.get(answer, asker))
        .call(
            answer ->
                answer.has("result") && project.isPresent()
                    ? publisher.released(project.get(), answer.path("id").asText())
                    : Uni.createFrom().voidItem())
        .map(answer -> state(id, answer.path("state").asText()).set("answer", answer));
  }

  private Uni<String> publish(String id, FederatedAnswers.Posed posed, Question question) {
    return cuts.numbered(posed.cut())
        .flatMap(
            cut ->
                federated
                    .answer(id, question, cut)
                    .flatMap(answered -> publisher.keep(cut, question, answered)))
        .flatMap(published -> federated.answered(id, published.id()).replaceWith(published.id()));
  }

  private static ObjectNode state(String id, String state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (id != null) {
      json.put("id", id);
    }
    return json.put("state", state);
  }
}
