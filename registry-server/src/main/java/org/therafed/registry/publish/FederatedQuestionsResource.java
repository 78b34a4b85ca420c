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

/** {@code /api/federated-questions}: questions that sites answer with sums, by and by. */
@Cancellable(false)
@Path("/api/federated-questions")
@Produces(MediaType.APPLICATION_JSON)
public class FederatedQuestionsResource {

  private final CohortQuestionReader reader;
  private final FederatedPublisher questions;
  private final SecurityIdentity person;
  private final Caller caller;

  FederatedQuestionsResource(
      CohortQuestionReader reader,
      FederatedPublisher questions,
      SecurityIdentity person,
      Caller caller) {
    this.reader = reader;
    this.questions = questions;
    this.person = person;
    this.caller = caller;
  }

  /** Poses a question of the form of {@code question-1.json}, of one arm. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<JsonNode> pose(byte[] body) {
    CohortQuestion question = reader.read(body);
    caller.ask("/api/federated-questions?" + question.json());
    return questions.pose(question, Asker.of(person));
  }

  /** How far it is, and its answer. */
  @GET
  @Path("/{id}")
  public Uni<JsonNode> get(@PathParam("id") String id) {
    return questions.get(id, Asker.of(person));
  }
}
