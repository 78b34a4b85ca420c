package org.therafed.registry.projects;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code GET /data-use.json}: who uses the federation's data for what, for anybody to read. */
@Cancellable(false)
@Path("/data-use.json")
@Produces(MediaType.APPLICATION_JSON)
public class DataUseResource {

  private final Projects projects;

  DataUseResource(Projects projects) {
    this.projects = projects;
  }

  @GET
  public Uni<List<DataUse>> uses() {
    return projects.uses();
  }
}
