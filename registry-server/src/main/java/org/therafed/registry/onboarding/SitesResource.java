package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.onboarding.PublicKeys.PublicKey;

/** Registers hospitals by the public keys that their gateway shows. */
@Path("/admin/sites")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SitesResource {

  private final Mutiny.SessionFactory sessions;
  private final SiteHoldings holdings;
  private final SiteKeyRing keys;
  private final Clock clock;

  SitesResource(
      Mutiny.SessionFactory sessions, SiteHoldings holdings, SiteKeyRing keys, Clock clock) {
    this.sessions = sessions;
    this.holdings = holdings;
    this.keys = keys;
    this.clock = clock;
  }

  /** A site as an administrator sees it. */
  public record SiteView(String id, String name, String status, Instant registeredAt) {}

  /** Registers a site; the same registration again changes nothing, its keys among it. */
  @POST
  public Uni<Response> register(JsonNode request) {
    Site site = read(request);
    List<PublicKey> given = PublicKeys.read(request);
    return sessions
        .withTransaction(
            session ->
                session
                    .find(Site.class, site.id())
                    .flatMap(
                        existing -> {
                          if (existing == null) {
                            return session
                                .persist(site)
                                .flatMap(stored -> session.flush())
                                .flatMap(stored -> keys.first(session, site.id(), given))
                                .replaceWith(site);
                          }
                          return SiteKeyRing.hasAll(session, site.id(), given)
                              .map(
                                  same -> {
                                    if (!same) {
                                      throw RegistryCode.SITE_EXISTS.with();
                                    }
                                    return existing;
                                  });
                        }))
        .map(
            registered ->
                registered == site
                    ? Response.created(URI.create("/admin/sites/" + site.id()))
                        .entity(view(site))
                        .build()
                    : Response.ok(view(registered)).build());
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
    return change(site, Site::suspend);
  }

  /** Ends a suspension. */
  @DELETE
  @Path("/{site}/suspension")
  public Uni<SiteView> resume(@PathParam("site") String site) {
    return change(site, Site::resume);
  }

  private Uni<SiteView> change(String id, Consumer<Site> change) {
    return sessions.withTransaction(
        session ->
            session
                .find(Site.class, id)
                .map(
                    site -> {
                      if (site == null) {
                        throw RegistryCode.SITE_UNKNOWN.with();
                      }
                      change.accept(site);
                      return view(site);
                    }));
  }

  /** What the registry has of a site, as the site itself reads it at {@code /federation/status}. */
  @GET
  @Path("/{site}/status")
  public Uni<SiteHoldings.Status> status(@PathParam("site") String site) {
    return holdings.of(site);
  }

  private Site read(JsonNode request) {
    String id = new SiteId(text(request, "id")).value();
    return new Site(id, text(request, "name"), clock.instant());
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
