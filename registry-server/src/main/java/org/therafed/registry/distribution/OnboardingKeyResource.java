package org.therafed.registry.distribution;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /admin/packages}: the key that an administrator tells a gateway's operator. */
@Path("/admin/packages")
public class OnboardingKeyResource {

  private final PackageShelf shelf;

  OnboardingKeyResource(PackageShelf shelf) {
    this.shelf = shelf;
  }

  /** The key, and what is signed with it. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public PackageListing listing() {
    return PackageListing.of(shelf);
  }
}
