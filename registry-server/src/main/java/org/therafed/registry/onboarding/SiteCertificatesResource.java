package org.therafed.registry.onboarding;

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

/**
 * The TLS certificates of any site, for administrators: the way back for one that locked itself
 * out.
 */
@Cancellable(false)
@Path("/admin/sites/{site}/certificates")
@Produces(MediaType.APPLICATION_JSON)
public class SiteCertificatesResource {

  private final SiteCertificates certificates;

  SiteCertificatesResource(SiteCertificates certificates) {
    this.certificates = certificates;
  }

  @GET
  public Uni<List<SiteCertificates.Listed>> all(@PathParam("site") String site) {
    return certificates.listed(site);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<List<SiteCertificates.Listed>> add(@PathParam("site") String site, JsonNode request) {
    return certificates.add(site, request);
  }

  @DELETE
  @Path("/{thumbprint}")
  public Uni<List<SiteCertificates.Listed>> remove(
      @PathParam("site") String site, @PathParam("thumbprint") String thumbprint) {
    return certificates.remove(site, thumbprint);
  }
}
