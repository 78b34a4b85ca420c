package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.therafed.registry.access.Caller;

/** Notes which site a request was of, after its answer is made. */
public class SightingFilter {

  private final SiteSightings sightings;
  private final Caller caller;

  SightingFilter(SiteSightings sightings, Caller caller) {
    this.sightings = sightings;
    this.caller = caller;
  }

  @ServerResponseFilter
  public Uni<Void> note(ContainerRequestContext request) {
    return caller
        .known()
        .map(site -> sightings.seen(site.value()))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
