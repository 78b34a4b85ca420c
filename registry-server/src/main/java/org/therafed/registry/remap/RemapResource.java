package org.therafed.registry.remap;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.registry.access.Caller;

/** {@code POST /federation/remaps}: pseudonyms of the asking site's patients change. */
@Cancellable(false)
@Path("/federation/remaps")
public class RemapResource {

  private final RemapReader reader;
  private final Remaps remaps;
  private final Caller caller;

  RemapResource(RemapReader reader, Remaps remaps, Caller caller) {
    this.reader = reader;
    this.remaps = remaps;
    this.caller = caller;
  }

  @POST
  @Consumes(PseudonymRemap.MEDIA_TYPE)
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<String> remap(String body) {
    return reader.read(caller.site(), body).flatMap(remaps::apply);
  }
}
