package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.therafed.gateway.distribution.PackageUpdates;
import org.therafed.gateway.distribution.RetentionTimes;
import org.therafed.profiles.distribution.PackageManifest;
import org.therafed.profiles.outcome.Reason;

/** Which packages of the registry are in use, and what is wrong with those that are not. */
@Path("/ops/packages")
@Produces(MediaType.APPLICATION_JSON)
public class PackagesResource {

  private final PackageUpdates updates;
  private final RetentionTimes retention;

  @Inject
  public PackagesResource(PackageUpdates updates, RetentionTimes retention) {
    this.updates = updates;
    this.retention = retention;
  }

  /** Key, packages, the policy that they say, the settings that it tightens here, and problems. */
  @GET
  public Map<String, Object> state() {
    PackageUpdates.State state = updates.state();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("keyId", state.keyId());
    json.put("packages", state.packages().stream().map(PackagesResource::shown).toList());
    json.put("policy", updates.policy());
    json.put("tightened", retention.shortened());
    List<Map<String, Object>> problems = new ArrayList<>();
    state.problems().forEach((name, reason) -> problems.add(problem(name, reason)));
    json.put("problems", problems);
    return json;
  }

  /** Asks the registry now, not at the next time that {@code THERAFED_PACKAGES_EVERY} gives. */
  @POST
  @Path("/fetch")
  @Blocking
  public Map<String, Object> fetch() {
    updates.fetch();
    return state();
  }

  private static Map<String, Object> shown(PackageManifest manifest) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", manifest.name());
    json.put("kind", manifest.kind().label());
    json.put("version", manifest.version());
    json.put("format", manifest.format());
    return json;
  }

  private static Map<String, Object> problem(String name, Reason reason) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("package", name);
    json.putAll(reason.fields());
    return json;
  }
}
