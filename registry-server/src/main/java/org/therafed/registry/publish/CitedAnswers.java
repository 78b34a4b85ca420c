package org.therafed.registry.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.access.Caller;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCuts;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.projects.Asker;
import org.therafed.registry.projects.Projects;

/** Gives answers again, as they were published. */
@ApplicationScoped
public class CitedAnswers {

  private final AnswerArchive archive;
  private final Projects projects;
  private final Caller caller;
  private final Answers answers;
  private final DataCuts cuts;
  private final ObjectMapper json;

  CitedAnswers(
      AnswerArchive archive,
      Projects projects,
      Caller caller,
      Answers answers,
      DataCuts cuts,
      ObjectMapper json) {
    this.archive = archive;
    this.projects = projects;
    this.caller = caller;
    this.answers = answers;
    this.cuts = cuts;
    this.json = json;
  }

  /**
   * The answer of an id, with {@code superseded}: whether somebody of its arm has withdrawn, or
   * consented again, since it was given.
   *
   * @throws Fault (as failure) RG-ANSWER-001 if there is none; RG-PROJECT-003 if no project of who
   *     asks covers its question
   */
  Uni<JsonNode> get(String id, Asker asker) {
    return archive
        .find(id)
        .flatMap(
            found -> {
              AnswerArchive.Kept kept = found.orElseThrow(RegistryCode.ANSWER_UNKNOWN::with);
              JsonNode body = tree(kept.body());
              return projects
                  .covering(asker, kept.module(), body.path("question").asText())
                  .invoke(project -> project.ifPresent(caller::askUnder))
                  .flatMap(project -> basis(kept))
                  .map(basis -> published(id, body, !basis.equals(kept.basis())));
            });
  }

  private Uni<String> basis(AnswerArchive.Kept kept) {
    return cuts.numbered(kept.cut())
        .flatMap(
            cut ->
                answers.basis(kept.module(), Question.Arm.labelled(kept.arm()).orElseThrow(), cut));
  }

  private JsonNode published(String id, JsonNode body, boolean superseded) {
    ObjectNode answer = json.createObjectNode().put("id", id);
    answer.setAll((ObjectNode) body);
    return answer.put("superseded", superseded);
  }

  private JsonNode tree(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
