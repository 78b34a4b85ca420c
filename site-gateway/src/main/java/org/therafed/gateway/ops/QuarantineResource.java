package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.therafed.gateway.flow.FlowOperations;
import org.therafed.gateway.flow.HeldAgeing;
import org.therafed.profiles.outcome.Reason;

/** What is held, for what and for how long, and its retry by reason. No identifier is shown. */
@Path("/ops/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class QuarantineResource {

  private final HeldAgeing ageing;
  private final FlowOperations operations;

  @Inject
  public QuarantineResource(HeldAgeing ageing, FlowOperations operations) {
    this.ageing = ageing;
    this.operations = operations;
  }

  /** What is held by code, and the alarm if something is held for too long. */
  @GET
  public Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("alarm", ageing.alarm().map(Reason::fields).orElse(null));
    List<Map<String, Object>> held = ageing.byCode().stream().map(this::json).toList();
    json.put("held", held);
    return json;
  }

  private Map<String, Object> json(HeldAgeing.Held held) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", held.code());
    json.put("count", held.count());
    json.put("late", held.late());
    json.put("oldestSince", held.oldest().toString());
    json.put("oldestDays", ageing.days(held.oldest()));
    return json;
  }

  /** Lets everything that is held for one reason enter again. */
  @POST
  @Path("/retry")
  public Map<String, Object> retry(@QueryParam("code") @DefaultValue("") String code) {
    return Map.of("arrivals", operations.retryAll(code));
  }
}
