package org.therafed.gateway.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.flow.PullState;
import org.therafed.gateway.flow.SourceLoop;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** Sources that are asked, as JSON: counts, times and reasons, no identifier. */
final class SourceJson {

  private SourceJson() {}

  static Map<String, Object> state(SourceLoop<?> loop, String source) {
    PullState state = loop.state(source);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    json.put("kind", loop.kind(source));
    json.put("everySeconds", loop.every().map(Duration::toSeconds).orElse(null));
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

  /**
   * Asks now: what was found, and what is wrong.
   *
   * @param callers codes of what is the caller's matter, not the source's
   * @throws Fault with one of them
   */
  static Map<String, Object> now(
      SourceLoop<?> loop, String source, Set<? extends FaultCode> callers) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    try {
      json.put("lastRun", loop.now(source));
      json.put("problem", null);
    } catch (Fault fault) {
      if (callers.contains(fault.code())) {
        throw fault;
      }
      json.put("lastRun", loop.state(source).lastRun().orElse(null));
      json.put("problem", fault.reason().fields());
    }
    return json;
  }

  static Map<String, Object> test(SourceLoop<?> loop, String source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    json.put("kind", loop.kind(source));
    Optional<Fault> fault = tested(loop, source);
    json.put("works", fault.isEmpty());
    json.put("problem", fault.map(Fault::reason).map(Reason::fields).orElse(null));
    return json;
  }

  private static Optional<Fault> tested(SourceLoop<?> loop, String source) {
    try {
      loop.test(source);
      return Optional.empty();
    } catch (Fault fault) {
      return Optional.of(fault);
    }
  }

  static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse(null);
  }
}
