package org.therafed.registry.projects;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;

/** The asking person's own projects. */
@Cancellable(false)
@Path("/api/projects")
@Produces(MediaType.APPLICATION_JSON)
public class OwnProjectsResource {

  private final Projects projects;
  private final Caller caller;

  OwnProjectsResource(Projects projects, Caller caller) {
    this.projects = projects;
    this.caller = caller;
  }

  @GET
  public Uni<List<Project>> own() {
    return projects.of(caller.person());
  }

  /** Asks for one; it allows nothing until an administrator grants it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> request(JsonNode body) {
    return projects
        .request(body, caller.person())
        .map(project -> Response.status(Response.Status.CREATED).entity(project).build());
  }
}
