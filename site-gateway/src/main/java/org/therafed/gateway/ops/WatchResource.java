package org.therafed.gateway.ops;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.intake.table.watch.WatchLoop;
import org.therafed.gateway.intake.table.watch.WatchState;
import org.therafed.profiles.outcome.Reason;

/** How the watch folder stands: counts and reasons, no name of a file. */
@Path("/ops/watch")
@Produces(MediaType.APPLICATION_JSON)
public class WatchResource {

  private final WatchLoop loop;

  @Inject
  public WatchResource(WatchLoop loop) {
    this.loop = loop;
  }

  /** The last look; {@code watching} is false where no folder is set. */
  @GET
  public Map<String, Object> state() {
    Optional<WatchState> state = loop.state();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("watching", state.isPresent());
    json.put("looked", state.flatMap(WatchState::looked).map(Instant::toString).orElse(null));
    json.put(
        "problems", state.map(WatchState::problems).map(WatchResource::shown).orElse(List.of()));
    Map<String, Object> folders = new LinkedHashMap<>();
    state.ifPresent(s -> s.folders().forEach((name, folder) -> folders.put(name, shown(folder))));
    json.put("folders", folders);
    return json;
  }

  private static Map<String, Object> shown(WatchState.Folder folder) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", folder.kind());
    json.put("waiting", folder.waiting());
    json.put("taken", folder.taken());
    json.put("refused", folder.refused());
    json.put("problems", shown(folder.problems()));
    return json;
  }

  private static List<Map<String, String>> shown(List<Reason> reasons) {
    return reasons.stream().map(Reason::fields).toList();
  }
}
