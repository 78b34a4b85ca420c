package org.therafed.registry.quality;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;

/** {@code GET /federation/quality}: the site's own beside the federation's median. */
@Cancellable(false)
@Path("/federation/quality")
@Produces(MediaType.APPLICATION_JSON)
public class SiteQualityResource {

  private final QualityBoard board;
  private final Caller caller;

  SiteQualityResource(QualityBoard board, Caller caller) {
    this.board = board;
    this.caller = caller;
  }

  @GET
  public Uni<Quality.Board> own() {
    return board.of(caller.site().value());
  }
}
