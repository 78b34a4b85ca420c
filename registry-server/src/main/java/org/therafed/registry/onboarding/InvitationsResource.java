package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.identifier.SiteId;

/** Invitations of hospitals, for the administrator. */
@Cancellable(false)
@Path("/admin/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class InvitationsResource {

  private static final int DAYS = 14;

  private final Invitations invitations;
  private final SecurityIdentity person;

  InvitationsResource(Invitations invitations, SecurityIdentity person) {
    this.invitations = invitations;
    this.person = person;
  }

  /** {@code {"site":"…","name":"…","days":14}} → a code, shown once. */
  @POST
  public Uni<Response> make(JsonNode request) {
    SiteId site = new SiteId(request == null ? "" : request.path("site").asText(""));
    return invitations
        .make(
            site,
            request.path("name").asText(""),
            request.path("days").asInt(DAYS),
            person.getPrincipal().getName())
        .map(
            made ->
                Response.created(URI.create("/admin/invitations/" + made.site()))
                    .entity(made)
                    .header("Cache-Control", "no-store")
                    .build());
  }

  @GET
  public Uni<List<Invitations.Open>> open() {
    return invitations.open();
  }

  @DELETE
  @Path("/{site}")
  public Uni<Void> withdraw(@PathParam("site") String site) {
    return invitations.withdraw(site);
  }
}
