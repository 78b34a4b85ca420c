package org.therafed.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;
import org.therafed.registry.projects.Asker;

/** {@code /api/questions}: questions as JSON, their answers by id, and the same question again. */
@Cancellable(false)
@Path("/api/questions")
@Produces(MediaType.APPLICATION_JSON)
public class CohortQuestionsResource {

  private final CohortQuestionReader reader;
  private final CohortQuestions questions;
  private final QuestionRuns runs;
  private final QuestionRunWork work;
  private final SecurityIdentity person;
  private final Caller caller;

  CohortQuestionsResource(
      CohortQuestionReader reader,
      CohortQuestions questions,
      QuestionRuns runs,
      QuestionRunWork work,
      SecurityIdentity person,
      Caller caller) {
    this.reader = reader;
    this.questions = questions;
    this.runs = runs;
    this.work = work;
    this.person = person;
    this.caller = caller;
  }

  /** With {@code Prefer: respond-async} (RFC 7240) in the background, if there is a data cut. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> ask(byte[] body, @HeaderParam("Prefer") List<String> prefer) {
    return prefer.stream().anyMatch(CohortQuestionsResource::asksForBackground)
        ? begun(body)
        : asked(body).map(answer -> Response.ok(answer).build());
  }

  private static boolean asksForBackground(String preferences) {
    return Arrays.stream(preferences.split("[,;]"))
        .anyMatch(each -> each.strip().equalsIgnoreCase("respond-async"));
  }

  private Uni<Response> begun(byte[] body) {
    CohortQuestion question = reader.read(body);
    caller.ask("/api/questions?" + question.json());
    Asker asker = Asker.of(person);
    return questions
        .pose(question, asker)
        .flatMap(
            posed ->
                posed.isEmpty()
                    ? questions.ask(question, asker).map(answer -> Response.ok(answer).build())
                    : begun(question, posed.get(), asker));
  }

  private Uni<Response> begun(CohortQuestion question, CohortQuestions.Posed posed, Asker asker) {
    int months = question.arms().size() * CalendarMonths.of(posed.cut().asOf());
    return runs.start(asker, posed.question(), months)
        .invoke(work::look)
        .map(
            id ->
                Response.accepted(
                        JsonNodeFactory.instance.objectNode().put("id", id).put("state", "running"))
                    .location(URI.create("/api/runs/" + id))
                    .header("Preference-Applied", "respond-async")
                    .build());
  }

  @GET
  @Path("/{id}")
  public Uni<JsonNode> answer(@PathParam("id") String id) {
    return questions.get(id, Asker.of(person));
  }

  @POST
  @Path("/{id}")
  public Uni<JsonNode> again(@PathParam("id") String id) {
    return questions.question(id).flatMap(this::asked);
  }

  private Uni<JsonNode> asked(byte[] body) {
    CohortQuestion question = reader.read(body);
    caller.ask("/api/questions?" + question.json());
    return questions.ask(question, Asker.of(person));
  }
}
