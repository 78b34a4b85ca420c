package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.therafed.registry.access.Caller;
import org.therafed.registry.ingest.linkage.LinkageKeys;

/** What a gateway asks: the key for linkage tokens, and what the registry has of it. */
@Path("/federation")
@Produces(MediaType.APPLICATION_JSON)
public class FederationResource {

  private static final int PROTOCOL = 1;

  private final SiteHoldings holdings;
  private final LinkageKeys keys;
  private final Caller caller;

  FederationResource(SiteHoldings holdings, LinkageKeys keys, Caller caller) {
    this.holdings = holdings;
    this.keys = keys;
    this.caller = caller;
  }

  @GET
  public ObjectNode federation() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("protocol", PROTOCOL);
    answer.set("linkageEncryptionKey", keys.publicKeyset());
    return answer;
  }

  /** What is stored of the asking site. */
  @GET
  @Path("/status")
  public Uni<SiteHoldings.Status> status() {
    return holdings.of(caller.site().value());
  }
}
