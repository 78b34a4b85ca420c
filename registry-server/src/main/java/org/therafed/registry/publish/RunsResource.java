package org.therafed.registry.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.projects.Asker;

/** {@code /api/runs}: how far a question is that is answered in the background, and its end. */
@Cancellable(false)
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {

  private static final String RETRY_SECONDS = "1";

  private final QuestionRuns runs;
  private final CohortQuestions questions;
  private final SecurityIdentity person;

  RunsResource(QuestionRuns runs, CohortQuestions questions, SecurityIdentity person) {
    this.runs = runs;
    this.questions = questions;
    this.person = person;
  }

  /** 202 while it is under way, with its answer 200. */
  @GET
  @Path("/{id}")
  public Uni<Response> status(@PathParam("id") String id) {
    Asker asker = Asker.of(person);
    return runs.status(id, asker.account()).flatMap(status -> status(id, status, asker));
  }

  private Uni<Response> status(String id, QuestionRuns.Status status, Asker asker) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("id", id).put("state", status.state());
    if (status.answer() != null) {
      return questions
          .get(status.answer(), asker)
          .map(answer -> Response.ok(json.set("answer", answer)).build());
    }
    if (status.code() != null) {
      return Uni.createFrom().item(Response.ok(json.put("code", status.code())).build());
    }
    json.putObject("months").put("done", status.done()).put("of", status.months());
    return Uni.createFrom()
        .item(
            Response.accepted(json)
                .header("X-Progress", status.done() + " of " + status.months() + " months")
                .header("Retry-After", RETRY_SECONDS)
                .build());
  }

  @DELETE
  @Path("/{id}")
  public Uni<Response> cancel(@PathParam("id") String id) {
    return runs.cancel(id, Asker.of(person).account()).map(done -> Response.noContent().build());
  }
}
