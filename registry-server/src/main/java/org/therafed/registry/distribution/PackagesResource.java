package org.therafed.registry.distribution;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.therafed.registry.fault.RegistryCode;

/** Packages for gateways, and for the operator who tells gateways the key. */
@Path("/")
public class PackagesResource {

  private final PackageShelf shelf;

  PackagesResource(PackageShelf shelf) {
    this.shelf = shelf;
  }

  /** What there is, for a gateway. */
  @GET
  @Path("federation/packages")
  @Produces(MediaType.APPLICATION_JSON)
  public PackageListing listing() {
    return PackageListing.of(shelf);
  }

  /** A whole package, signed. */
  @GET
  @Path("federation/packages/{name}")
  @Produces({"application/zip", "application/problem+json"})
  public byte[] bytes(@PathParam("name") String name) {
    return shelf.find(name).orElseThrow(RegistryCode.PACKAGE_UNKNOWN::with).bytes();
  }

  /** The same list for an administrator: the key is what a gateway is given at onboarding. */
  @GET
  @Path("admin/packages")
  @Produces(MediaType.APPLICATION_JSON)
  public PackageListing forAdministrator() {
    return PackageListing.of(shelf);
  }
}
