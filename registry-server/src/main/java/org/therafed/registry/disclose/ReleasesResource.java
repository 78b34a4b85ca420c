package org.therafed.registry.disclose;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Why figures were withheld, for auditors alone: whoever asks must not learn it. */
@Cancellable(false)
@Path("/admin/releases")
@Produces(MediaType.APPLICATION_JSON)
public class ReleasesResource {

  private static final int MOST = 1000;

  private final Releases releases;

  ReleasesResource(Releases releases) {
    this.releases = releases;
  }

  /** Decisions after a number, at most 1,000: the next page begins after the last one's. */
  @GET
  public Uni<List<Releases.Decision>> all(
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("1000") int limit) {
    return releases.after(after, Math.max(1, Math.min(MOST, limit)));
  }
}
