package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.onboarding.PublicKeys.PublicKey;

/** Registers hospitals by the public keys that their gateway shows. */
@Cancellable(false)
@Path("/admin/sites")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SitesResource {

  private final Mutiny.SessionFactory sessions;
  private final SiteRegistration registration;
  private final SiteHoldings holdings;
  private final SiteLifeCycle lifeCycle;
  private final SecurityIdentity person;

  SitesResource(
      Mutiny.SessionFactory sessions,
      SiteRegistration registration,
      SiteHoldings holdings,
      SiteLifeCycle lifeCycle,
      SecurityIdentity person) {
    this.sessions = sessions;
    this.registration = registration;
    this.holdings = holdings;
    this.lifeCycle = lifeCycle;
    this.person = person;
  }

  /** A site as an administrator sees it. */
  public record SiteView(String id, String name, String status, Instant registeredAt) {}

  /**
   * Registers a site that the administrator vouches for: it is live at once. The same registration
   * again changes nothing, its keys among it.
   */
  @POST
  public Uni<Response> register(JsonNode request) {
    SiteId id = new SiteId(text(request, "id"));
    String name = text(request, "name");
    List<PublicKey> given = PublicKeys.read(request);
    return registration
        .byAdministrator(id, name, given, actor())
        .map(
            done ->
                (done.fresh() ? Response.created(URI.create("/admin/sites/" + id)) : Response.ok())
                    .entity(view(done.site()))
                    .build());
  }

  @GET
  public Uni<List<SiteView>> all() {
    return sessions.withSession(
        session ->
            session
                .createSelectionQuery("from Site order by id", Site.class)
                .getResultList()
                .map(sites -> sites.stream().map(SitesResource::view).toList()));
  }

  /** Takes nothing more from a site, and answers it nothing; what it has sent stays. */
  @POST
  @Path("/{site}/suspension")
  public Uni<SiteView> suspend(@PathParam("site") String site) {
    return change(site, SiteStep.SUSPEND);
  }

  /** Ends a suspension: the site stands where it stood before. */
  @DELETE
  @Path("/{site}/suspension")
  public Uni<SiteView> resume(@PathParam("site") String site) {
    return change(site, SiteStep.RESUME);
  }

  private Uni<SiteView> change(String id, SiteStep step) {
    return lifeCycle
        .take(id, step, actor())
        .flatMap(state -> sessions.withSession(session -> session.find(Site.class, id)))
        .map(SitesResource::view);
  }

  private String actor() {
    return "account " + person.getPrincipal().getName();
  }

  /** What the registry has of a site, as the site itself reads it at {@code /federation/status}. */
  @GET
  @Path("/{site}/status")
  public Uni<SiteHoldings.Status> status(@PathParam("site") String site) {
    return holdings.of(site);
  }

  private static String text(JsonNode request, String field) {
    String value = request == null ? "" : request.path(field).asText("").strip();
    if (value.isEmpty() || value.length() > 200) {
      throw invalid("field " + field + " is missing or too long");
    }
    return value;
  }

  private static Fault invalid(String reason) {
    return RegistryCode.SITE_INVALID.with(Fault.safe("reason", reason));
  }

  private static SiteView view(Site site) {
    return new SiteView(site.id(), site.name(), site.status(), site.registeredAt());
  }
}
