package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.gateway.intake.dimse.CommitmentStore;

/** Reports of storage commitment: how many are owed, were handed over, or were given up. */
@Path("/ops/commitment")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CommitmentResource {

  private final CommitmentStore store;

  @Inject
  public CommitmentResource(CommitmentStore store) {
    this.store = store;
  }

  /** Counts alone, no UID. */
  @GET
  public Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Long> states = store.states();
    json.put("owed", states.getOrDefault("owed", 0L));
    json.put("reported", states.getOrDefault("reported", 0L));
    json.put("givenUp", states.getOrDefault("given-up", 0L));
    json.put("waiting", store.waiting());
    return json;
  }
}
