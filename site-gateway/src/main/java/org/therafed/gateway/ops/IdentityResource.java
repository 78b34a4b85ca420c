package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.therafed.gateway.forward.http.KeyRotation;
import org.therafed.gateway.forward.http.RegistryAccess;
import org.therafed.gateway.forward.http.SiteCredential;
import org.therafed.gateway.site.Site;

/** Who this site is to the registry: its public keys, and how they are replaced. */
@Path("/ops/identity")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class IdentityResource {

  private final Site site;
  private final SiteCredential credential;
  private final KeyRotation rotation;
  private final RegistryAccess access;

  @Inject
  public IdentityResource(
      Site site, SiteCredential credential, KeyRotation rotation, RegistryAccess access) {
    this.site = site;
    this.credential = credential;
    this.rotation = rotation;
    this.access = access;
  }

  /** Site and public keys, for the registry's operator. */
  @GET
  public Map<String, Object> identity() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("site", site.id());
    json.put("jwk", credential.publicJwk());
    json.put("jwks", credential.publicJwks());
    json.put("rotation", rotation.step().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    RegistryAccess.State state = access.state();
    json.put("registryAccess", how(state));
    state.problem().ifPresent(reason -> json.put("noAccessToken", reason));
    return json;
  }

  /** Replaces the signing key while transfers go on, or goes on with a replacement that stopped. */
  @POST
  @Path("/rotation")
  public Map<String, Object> rotate() {
    rotation.rotate();
    return identity();
  }

  /** Before the first request, and right after a change of the key, nothing was asked for. */
  private static String how(RegistryAccess.State state) {
    if (state.byAccessToken()) {
      return "access-token";
    }
    return state.problem().isPresent() ? "signed-requests" : "not-asked";
  }
}
