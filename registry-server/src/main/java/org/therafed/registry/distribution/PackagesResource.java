package org.therafed.registry.distribution;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.therafed.registry.fault.RegistryCode;

/** {@code GET /federation/packages}: packages for gateways. */
@Path("/federation/packages")
public class PackagesResource {

  private final PackageShelf shelf;

  PackagesResource(PackageShelf shelf) {
    this.shelf = shelf;
  }

  /** What there is, for a gateway. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public PackageListing listing() {
    return PackageListing.of(shelf);
  }

  /** A whole package, signed. */
  @GET
  @Path("/{name}")
  @Produces({"application/zip", "application/problem+json"})
  public byte[] bytes(@PathParam("name") String name) {
    return shelf.find(name).orElseThrow(RegistryCode.PACKAGE_UNKNOWN::with).bytes();
  }
}
