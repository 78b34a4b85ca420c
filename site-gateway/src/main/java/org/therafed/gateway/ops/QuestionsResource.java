package org.therafed.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.therafed.gateway.fault.QueryCode;
import org.therafed.gateway.query.PeerBook;
import org.therafed.gateway.query.QueryRun;
import org.therafed.gateway.query.QuestionBook;
import org.therafed.gateway.query.QuestionDesk;
import org.therafed.gateway.site.SiteConfig;

/** What the registry has asked this site, what became of it, and what a person decides. */
@Path("/ops/questions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class QuestionsResource {

  private static final int MOST = 200;

  private final QuestionDesk desk;
  private final QueryRun run;
  private final SiteConfig config;

  @Inject
  public QuestionsResource(QuestionDesk desk, QueryRun run, SiteConfig config) {
    this.desk = desk;
    this.run = run;
    this.config = config;
  }

  /** Counts, the latest questions, and keys of other sites. */
  @GET
  public Map<String, Object> questions() {
    QuestionDesk.View view = desk.view(MOST);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sharing", config.sharing());
    json.put("approval", config.query().approval());
    json.put("trust", config.query().trust());
    json.put("asked", run.last().asked().map(Instant::toString).orElse(null));
    json.put("failed", run.last().failed().map(Instant::toString).orElse(null));
    json.put("counts", view.counts());
    json.put("questions", view.questions().stream().map(QuestionsResource::shown).toList());
    json.put("peers", view.peers().stream().map(QuestionsResource::shown).toList());
    return json;
  }

  private static Map<String, Object> shown(QuestionBook.Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", entry.id());
    json.put("state", entry.state().label());
    json.put("kind", entry.asked().kind());
    json.put("module", entry.asked().module());
    json.put("endpoint", entry.asked().endpoint());
    json.put("arm", entry.asked().arm());
    json.put("who", entry.asked().who());
    json.put("cut", entry.asked().cut().toString());
    json.put("receivedAt", entry.receivedAt().toString());
    json.put("changedAt", entry.changedAt().toString());
    json.put("expiresAt", entry.expiresAt().toString());
    json.put("attempt", entry.attempt());
    json.put("among", entry.among());
    json.put("reason", entry.reason().orElse(null));
    return json;
  }

  private static Map<String, Object> shown(PeerBook.SeenPeer peer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("site", peer.site());
    json.put("thumbprint", peer.thumbprint());
    json.put("seenAt", peer.seenAt().toString());
    json.put("accepted", peer.accepted().orElse(null));
    return json;
  }

  /** Asks the registry now, not at the next time that {@code THERAFED_QUERY_EVERY} gives. */
  @POST
  @Path("/ask")
  public Map<String, Object> ask() {
    run.run();
    return questions();
  }

  /** Lets a waiting question be answered, if the site's rules let it. */
  @POST
  @Path("/{id}/approval")
  public Map<String, Object> approve(@PathParam("id") String id) {
    desk.decide(id, true);
    return questions();
  }

  /** Refuses a waiting question; the registry learns that a person did. */
  @POST
  @Path("/{id}/refusal")
  public Map<String, Object> refuse(@PathParam("id") String id) {
    desk.decide(id, false);
    return questions();
  }

  /** Accepts the key of another site, which somebody has compared with that site. */
  @POST
  @Path("/peers/{site}")
  public List<Object> accept(@PathParam("site") String site, JsonNode body) {
    JsonNode thumbprint = body == null ? null : body.get("thumbprint");
    if (thumbprint == null || !thumbprint.isTextual()) {
      throw QueryCode.PEER_UNKNOWN.with();
    }
    desk.accept(site, thumbprint.textValue());
    return List.copyOf(desk.view(1).peers().stream().map(QuestionsResource::shown).toList());
  }
}
