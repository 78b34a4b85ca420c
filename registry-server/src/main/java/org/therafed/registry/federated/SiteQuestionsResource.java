package org.therafed.registry.federated;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.access.Caller;
import org.therafed.registry.access.SignedMessages;
import org.therafed.registry.fault.RegistryCode;

/** {@code /federation/questions}: what a site that shares aggregates is asked, and its answers. */
@Cancellable(false)
@Path("/federation/questions")
@Produces(MediaType.APPLICATION_JSON)
public class SiteQuestionsResource {

  private final SiteTasks tasks;
  private final SignedMessages signed;
  private final Caller caller;

  SiteQuestionsResource(SiteTasks tasks, SignedMessages signed, Caller caller) {
    this.tasks = tasks;
    this.signed = signed;
    this.caller = caller;
  }

  /** All that the asking site is asked now, each signed by the registry. */
  @GET
  public Uni<Map<String, List<String>>> questions() {
    return tasks.of(caller.site()).map(texts -> Map.of("questions", texts));
  }

  /**
   * Takes an answer of the asking site.
   *
   * @throws Fault (as failure) RG-FEDERATED-001, RG-FEDERATED-002, RG-INGEST-002
   */
  @POST
  @Path("/{id}")
  @Consumes(SiteAnswer.MEDIA_TYPE)
  public Uni<Map<String, Boolean>> answer(@PathParam("id") String id, String body) {
    SiteId sender = caller.site();
    return signed
        .payload(sender, SiteAnswer.TYPE, body, SiteQuestionsResource::unacceptable)
        .map(payload -> read(sender, id, payload))
        .flatMap(answer -> tasks.take(answer, body))
        .map(done -> Map.of("taken", true));
  }

  private static SiteAnswer read(SiteId sender, String id, byte[] payload) {
    SiteAnswer answer;
    try {
      answer = SiteAnswer.parse(payload);
    } catch (Fault e) {
      throw unacceptable("it is of another form");
    }
    if (!answer.site().equals(sender)) {
      throw RegistryCode.OTHER_SENDER.with();
    }
    if (!answer.question().equals(id)) {
      throw unacceptable("it is to another question");
    }
    return answer;
  }

  private static Fault unacceptable(String reason) {
    return RegistryCode.FEDERATED_ANSWER.with(Fault.safe("reason", reason));
  }
}
