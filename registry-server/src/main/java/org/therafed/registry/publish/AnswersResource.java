package org.therafed.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.projects.Asker;

/** {@code GET /api/answers/{id}}: an answer that was given before, the same as then. */
@Cancellable(false)
@Path("/api/answers")
@Produces(MediaType.APPLICATION_JSON)
public class AnswersResource {

  private final CitedAnswers answers;
  private final SecurityIdentity person;

  AnswersResource(CitedAnswers answers, SecurityIdentity person) {
    this.answers = answers;
    this.person = person;
  }

  @GET
  @Path("/{id}")
  public Uni<JsonNode> answer(@PathParam("id") String id) {
    return answers.get(id, Asker.of(person));
  }
}
