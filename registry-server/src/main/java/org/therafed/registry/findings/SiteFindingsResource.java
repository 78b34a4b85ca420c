package org.therafed.registry.findings;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;

/** To a hospital, what its own records show. */
@Cancellable(false)
@Path("/federation/findings")
@Produces(MediaType.APPLICATION_JSON)
public class SiteFindingsResource {

  private final Findings findings;
  private final Caller caller;

  SiteFindingsResource(Findings findings, Caller caller) {
    this.findings = findings;
    this.caller = caller;
  }

  /** The findings of the asking site; at most a thousand are listed, all are counted. */
  @GET
  public Uni<Findings.Page> own(@QueryParam("limit") @DefaultValue("100") int limit) {
    return findings.of(caller.site().value(), limit);
  }
}
