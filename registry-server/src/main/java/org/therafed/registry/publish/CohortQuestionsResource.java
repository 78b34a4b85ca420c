package org.therafed.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
  private final SecurityIdentity person;
  private final Caller caller;

  CohortQuestionsResource(
      CohortQuestionReader reader,
      CohortQuestions questions,
      SecurityIdentity person,
      Caller caller) {
    this.reader = reader;
    this.questions = questions;
    this.person = person;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<JsonNode> ask(byte[] body) {
    return asked(body);
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
