package org.therafed.registry.findings;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.therafed.registry.access.Caller;

/** Findings to the hospital whose records show them, and to the registry's operators. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class FindingsResource {

  private static final int MOST = 1000;

  private final Findings findings;
  private final Caller caller;

  FindingsResource(Findings findings, Caller caller) {
    this.findings = findings;
    this.caller = caller;
  }

  /** What the asking site's own records show. */
  @GET
  @Path("/federation/findings")
  public Uni<Findings.Page> own(@QueryParam("limit") @DefaultValue("100") int limit) {
    return findings.of(caller.site().value(), bounded(limit));
  }

  /** What the records of all sites show, or of one. */
  @GET
  @Path("/admin/findings")
  public Uni<Findings.Page> all(
      @QueryParam("site") @DefaultValue("") String site,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return findings.of(site, bounded(limit));
  }

  private static int bounded(int limit) {
    return Math.max(1, Math.min(limit, MOST));
  }
}
