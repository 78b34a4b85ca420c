package org.therafed.registry.publish;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.projects.Asker;

/** {@code GET /api/evidence/{response|survival|slope|toxicity|cost}}: published answers as JSON. */
@Cancellable(false)
@Path("/api/evidence")
@Produces(MediaType.APPLICATION_JSON)
public class EvidenceResource {

  private final Publisher publisher;
  private final SecurityIdentity person;

  EvidenceResource(Publisher publisher, SecurityIdentity person) {
    this.publisher = publisher;
    this.person = person;
  }

  @GET
  @Path("/{question}")
  public Uni<Published> answer(
      @PathParam("question") String question,
      @QueryParam("module") @DefaultValue("rlt-psma") String module,
      @QueryParam("arm") @DefaultValue("treated") String arm,
      @QueryParam("endpoint") String endpoint,
      @QueryParam("level") @DefaultValue("0.95") String level,
      @QueryParam("cut") String cut) {
    return publisher.publish(
        new AskedQuestion(question, module, arm, endpoint, number(level), cut), Asker.of(person));
  }

  private static double number(String level) {
    try {
      return Double.parseDouble(level);
    } catch (NumberFormatException e) {
      throw QuestionReader.unknownLevel();
    }
  }
}
