package org.therafed.registry.projects;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;

/** Projects for those who review, end and oversee them. */
@Cancellable(false)
@Path("/admin/projects")
@Produces(MediaType.APPLICATION_JSON)
public class ProjectsResource {

  private final Projects projects;
  private final Caller caller;

  ProjectsResource(Projects projects, Caller caller) {
    this.projects = projects;
    this.caller = caller;
  }

  @GET
  public Uni<List<Project>> all() {
    return projects.all();
  }

  @POST
  @Path("/{id}/grant")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Project> grant(@PathParam("id") String id, JsonNode narrower) {
    return projects.grant(id, narrower, caller.person());
  }

  @POST
  @Path("/{id}/refusal")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Project> refuse(@PathParam("id") String id, JsonNode reason) {
    return projects.refuse(id, reason, caller.person());
  }

  @DELETE
  @Path("/{id}")
  public Uni<Project> end(@PathParam("id") String id) {
    return projects.end(id);
  }
}
