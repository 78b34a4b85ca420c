package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;

/**
 * {@code GET /federation/evidence/{response|survival|toxicity}}: what is released about everybody
 * who was treated, for a site to set its own beside.
 */
@Cancellable(false)
@Path("/federation/evidence")
@Produces(MediaType.APPLICATION_JSON)
public class SiteEvidenceResource {

  private final Publisher publisher;
  private final Caller caller;

  SiteEvidenceResource(Publisher publisher, Caller caller) {
    this.publisher = publisher;
    this.caller = caller;
  }

  @GET
  @Path("/{question}")
  public Uni<Published> answer(
      @PathParam("question") String question,
      @QueryParam("module") @DefaultValue("") String module,
      @QueryParam("endpoint") String endpoint) {
    return publisher.publishTo(caller.site(), question, module, endpoint);
  }
}
