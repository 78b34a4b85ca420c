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
import java.util.Optional;
import org.jboss.logging.Logger;
import org.therafed.gateway.flow.Reconciliation;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Reason;

/** How what was sent compares with what the registry has; counts alone. */
@Path("/ops/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReconciliationResource {

  private static final Logger LOG = Logger.getLogger(ReconciliationResource.class);

  private final Reconciliation reconciliation;
  private final String at;

  @Inject
  public ReconciliationResource(Reconciliation reconciliation, SiteConfig config) {
    this.reconciliation = reconciliation;
    this.at = config.reconciliation().at();
  }

  /** The latest comparison, and the alarm if a difference stays. */
  @GET
  public Map<String, Object> state() {
    return json(reconciliation.latest());
  }

  /** Compares now; what the registry lacks is sent again by itself afterwards. */
  @POST
  public Map<String, Object> run() {
    return json(Optional.of(reconciliation.run()));
  }

  /** What cannot be mended was seen by somebody, and is no difference from now on. */
  @POST
  @Path("/acknowledgement")
  public Map<String, Object> acknowledge() {
    Map<String, Long> counts = reconciliation.acknowledge();
    LOG.infof("stage=ops action=reconciliation-acknowledgement outcome=done %s", counts);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("acknowledged", counts);
    json.putAll(state());
    return json;
  }

  private Map<String, Object> json(Optional<Reconciliation.Result> latest) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", at);
    json.put(
        "alarm", latest.flatMap(Reconciliation.Result::alarm).map(Reason::fields).orElse(null));
    json.put("latest", latest.map(ReconciliationResource::fields).orElse(null));
    return json;
  }

  private static Map<String, Object> fields(Reconciliation.Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", result.state());
    json.put("startedAt", result.startedAt().toString());
    json.put("comparedAt", result.comparedAt().map(Object::toString).orElse(null));
    json.put("compared", result.compared());
    json.put("missing", result.missing());
    json.put("sentAgain", result.sentAgain());
    json.put("notPermitted", result.notPermitted());
    json.put("notSendable", result.notSendable());
    json.put("unknown", result.unknown());
    json.put("differing", result.differing());
    json.put("difference", result.difference().orElse(null));
    json.put("code", result.code().orElse(null));
    return json;
  }
}
