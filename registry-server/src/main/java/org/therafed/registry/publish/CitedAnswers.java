package org.therafed.registry.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCuts;
import org.therafed.registry.fault.RegistryCode;

/** Gives answers again, as they were published. */
@ApplicationScoped
public class CitedAnswers {

  private final AnswerArchive archive;
  private final Answers answers;
  private final DataCuts cuts;
  private final ObjectMapper json;

  CitedAnswers(AnswerArchive archive, Answers answers, DataCuts cuts, ObjectMapper json) {
    this.archive = archive;
    this.answers = answers;
    this.cuts = cuts;
    this.json = json;
  }

  /**
   * The answer of an id, with {@code superseded}: whether somebody of its arm has withdrawn, or
   * consented again, since it was given.
   *
   * @throws Fault (as failure) RG-ANSWER-001 if there is none
   */
  Uni<JsonNode> get(String id) {
    return archive
        .find(id)
        .flatMap(
            found -> {
              AnswerArchive.Kept kept = found.orElseThrow(RegistryCode.ANSWER_UNKNOWN::with);
              return basis(kept)
                  .map(basis -> published(id, kept.body(), !basis.equals(kept.basis())));
            });
  }

  private Uni<String> basis(AnswerArchive.Kept kept) {
    return cuts.numbered(kept.cut())
        .flatMap(
            cut ->
                answers.basis(kept.module(), Question.Arm.labelled(kept.arm()).orElseThrow(), cut));
  }

  private JsonNode published(String id, String body, boolean superseded) {
    try {
      ObjectNode answer = json.createObjectNode().put("id", id);
      answer.setAll((ObjectNode) json.readTree(body));
      return answer.put("superseded", superseded);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
