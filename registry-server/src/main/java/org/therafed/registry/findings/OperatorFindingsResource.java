package org.therafed.registry.findings;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;

/** To the registry's operators, what the records of all sites show, or of one. */
@Cancellable(false)
@Path("/admin/findings")
@Produces(MediaType.APPLICATION_JSON)
public class OperatorFindingsResource {

  private final Findings findings;

  OperatorFindingsResource(Findings findings) {
    this.findings = findings;
  }

  /** The findings of a site, or of all; at most a thousand are listed, all are counted. */
  @GET
  public Uni<Findings.Page> all(
      @QueryParam("site") @DefaultValue("") String site,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return findings.of(site, limit);
  }
}
