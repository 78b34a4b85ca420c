package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.flow.PseudonymRotation;

/** The site's keys, for the administrator and the data-protection officer: never a key itself. */
@Path("/ops/keys")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class KeysResource {

  private static final Logger LOG = Logger.getLogger(KeysResource.class);

  private final KeyCustody custody;
  private final PseudonymRotation rotation;

  @Inject
  public KeysResource(KeyCustody custody, PseudonymRotation rotation) {
    this.custody = custody;
    this.rotation = rotation;
  }

  /**
   * How many versions there are, what wraps them, and how many persons wait for the registry to
   * know them by another pseudonym.
   */
  @GET
  public Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pseudonymVersions", custody.versions());
    json.put("wrappedBy", custody.wrapping());
    json.put("escrowPassphrase", custody.escrowable());
    json.put("awaitingRegistry", rotation.awaiting());
    return json;
  }

  /** A new version for pseudonyms; persons follow by themselves. */
  @POST
  @Path("/rotation")
  public Map<String, Object> rotate() {
    rotation.rotate();
    return state();
  }

  /** The escrow file. Whoever asks gets nothing but what the configured passphrase opens. */
  @POST
  @Path("/escrow")
  public byte[] escrow() {
    byte[] file = custody.escrow();
    LOG.info("stage=ops action=key-escrow outcome=made");
    return file;
  }
}
