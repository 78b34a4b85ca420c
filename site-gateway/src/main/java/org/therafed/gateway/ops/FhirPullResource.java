package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.flow.FhirPullLoop;
import org.therafed.gateway.flow.PullState;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/** FHIR servers that are asked for records: how it stands, ask now, test the connection. */
@Path("/ops/fhir-pull")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FhirPullResource {

  private final FhirPullLoop loop;

  @Inject
  public FhirPullResource(FhirPullLoop loop) {
    this.loop = loop;
  }

  /** Every server; counts, times and reasons, no identifier. */
  @GET
  public List<Map<String, Object>> state() {
    return loop.names().stream().map(this::shown).toList();
  }

  /** The public key that the servers' operators register, made if there is none yet. */
  @GET
  @Path("/jwks")
  public Map<String, Object> keys() {
    return loop.publicKeys();
  }

  /** Asks now and answers when it has ended: what was brought, and what is wrong. */
  @POST
  @Path("/{source}")
  public Map<String, Object> now(@PathParam("source") String source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    try {
      json.put("lastRun", loop.now(source));
      json.put("problem", null);
    } catch (Fault fault) {
      // That there is no such source, or that it is being asked, is the caller's matter.
      if (fault.code() == FhirPullCode.SOURCE || fault.code() == FhirPullCode.RUNNING) {
        throw fault;
      }
      json.put("lastRun", loop.state(source).lastRun().orElse(null));
      json.put("problem", fault.reason().fields());
    }
    return json;
  }

  /** Whether it answers and lets the gateway in; nobody is named to it. */
  @POST
  @Path("/{source}/test")
  public Map<String, Object> test(@PathParam("source") String source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    json.put("kind", loop.kind(source));
    Optional<Fault> fault = tested(source);
    json.put("works", fault.isEmpty());
    json.put("problem", fault.map(Fault::reason).map(Reason::fields).orElse(null));
    return json;
  }

  private Optional<Fault> tested(String source) {
    try {
      loop.test(source);
      return Optional.empty();
    } catch (Fault fault) {
      return Optional.of(fault);
    }
  }

  private Map<String, Object> shown(String source) {
    PullState state = loop.state(source);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    json.put("kind", loop.kind(source));
    json.put("everySeconds", loop.every().map(Duration::toSeconds).orElse(null));
    json.put("running", loop.running(source));
    json.put("exportingSince", text(loop.exportingSince(source)));
    json.put("lastSuccess", text(state.succeeded()));
    json.put("lastFailure", text(state.failed()));
    json.put("problem", state.reason().map(Reason::fields).orElse(null));
    json.put("failures", state.failures());
    json.put("notBefore", text(state.nextAt()));
    json.put("lastRun", state.lastRun().orElse(null));
    json.put("patientsWaiting", state.waiting());
    return json;
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse(null);
  }
}
