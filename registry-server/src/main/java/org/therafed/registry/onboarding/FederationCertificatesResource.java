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
import org.therafed.registry.access.Caller;

/** The TLS certificates of the asking site; a change is signed by a key that is registered. */
@Cancellable(false)
@Path("/federation/certificates")
@Produces(MediaType.APPLICATION_JSON)
public class FederationCertificatesResource {

  private final SiteCertificates certificates;
  private final Caller caller;

  FederationCertificatesResource(SiteCertificates certificates, Caller caller) {
    this.certificates = certificates;
    this.caller = caller;
  }

  @GET
  public Uni<List<SiteCertificates.Listed>> all() {
    return certificates.listed(caller.site().value());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<List<SiteCertificates.Listed>> add(JsonNode request) {
    return certificates.add(caller.site().value(), request);
  }

  @DELETE
  @Path("/{thumbprint}")
  public Uni<List<SiteCertificates.Listed>> remove(@PathParam("thumbprint") String thumbprint) {
    return certificates.remove(caller.site().value(), thumbprint);
  }
}
