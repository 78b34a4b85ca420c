package org.therafed.registry;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A route that somebody forgot to give a rule. */
@Path("/unlisted")
public class UnlistedResource {

  @GET
  public String open() {
    return "open";
  }
}
