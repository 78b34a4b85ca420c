package org.therafed.registry.federated;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.fault.RegistryCode;

/** {@code GET /admin/federated-questions/{id}}: what became of a question at each site. */
@Cancellable(false)
@Path("/admin/federated-questions")
@Produces(MediaType.APPLICATION_JSON)
public class FederatedAuditResource {

  private final FederatedQuestions questions;

  FederatedAuditResource(FederatedQuestions questions) {
    this.questions = questions;
  }

  /**
   * Phase, attempt, and each site's state with the code of its refusal.
   *
   * @throws org.therafed.profiles.outcome.Fault (as failure) RG-FEDERATED-003
   */
  @GET
  @Path("/{id}")
  public Uni<Map<String, Object>> question(@PathParam("id") String id) {
    return questions
        .find(id)
        .map(found -> found.orElseThrow(RegistryCode.FEDERATED_UNKNOWN::with))
        .flatMap(
            question ->
                questions
                    .sites(id)
                    .map(
                        sites -> {
                          Map<String, Object> json = new LinkedHashMap<>();
                          json.put("id", id);
                          json.put("phase", question.phase().label());
                          json.put("attempt", question.attempt());
                          json.put("expiresAt", question.expiresAt());
                          json.put("account", question.account());
                          json.put("counted", question.counted());
                          json.put("withheld", question.withheld());
                          json.put("sites", sites);
                          return json;
                        }));
  }
}
