package org.therafed.registry.quality;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code GET /admin/quality}: how good the data of each site are. */
@Cancellable(false)
@Path("/admin/quality")
@Produces(MediaType.APPLICATION_JSON)
public class QualityResource {

  private final QualityBoard board;

  QualityResource(QualityBoard board) {
    this.board = board;
  }

  @GET
  public Uni<Quality.Board> all() {
    return board.all();
  }
}
