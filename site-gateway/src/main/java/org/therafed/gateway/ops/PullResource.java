package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.fault.PullCode;
import org.therafed.gateway.flow.PullLoop;
import org.therafed.gateway.flow.PullReport;
import org.therafed.gateway.flow.PullState;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/** Archives that are asked for images: how it stands, ask now, test the connection. */
@Path("/ops/pull")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PullResource {

  private final PullLoop loop;

  @Inject
  public PullResource(PullLoop loop) {
    this.loop = loop;
  }

  /** Every archive; counts, times and reasons, no identifier. */
  @GET
  public List<Map<String, Object>> state() {
    return loop.names().stream().map(this::shown).toList();
  }

  /** Asks now and answers when it has ended: what was found, and what is wrong. */
  @POST
  @Path("/{source}")
  public Map<String, Object> now(@PathParam("source") String source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    try {
      report(json, loop.now(source));
      json.put("problem", null);
    } catch (Fault fault) {
      // That there is no such source, or that it is being asked, is the caller's matter.
      if (fault.code() == PullCode.SOURCE || fault.code() == PullCode.RUNNING) {
        throw fault;
      }
      json.put("lastRun", loop.state(source).lastRun().orElse(null));
      json.put("problem", fault.reason().fields());
    }
    return json;
  }

  /** Whether it answers; nobody is named to it. */
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

  private static void report(Map<String, Object> json, PullReport report) {
    json.put("lastRun", report);
  }

  private Map<String, Object> shown(String source) {
    PullState state = loop.state(source);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    json.put("kind", loop.kind(source));
    json.put("everySeconds", loop.every().map(java.time.Duration::toSeconds).orElse(null));
    json.put("running", loop.running(source));
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
