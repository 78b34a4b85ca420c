package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.registry.access.Caller;
import org.therafed.registry.onboarding.PublicKeys.PublicKey;
import org.therafed.registry.onboarding.conformance.ConformanceRun;

/** The way of a site from its invitation to live, which it goes by itself. */
@Cancellable(false)
@Path("/onboarding")
@Produces(MediaType.APPLICATION_JSON)
public class OnboardingResource {

  private final SiteRegistration registration;
  private final SiteBoard board;
  private final SiteModules profiles;
  private final SiteLifeCycle lifeCycle;
  private final ConformanceRun conformance;
  private final ModuleCatalog modules;
  private final Caller caller;

  OnboardingResource(
      SiteRegistration registration,
      SiteBoard board,
      SiteModules profiles,
      SiteLifeCycle lifeCycle,
      ConformanceRun conformance,
      ModuleCatalog modules,
      Caller caller) {
    this.registration = registration;
    this.board = board;
    this.profiles = profiles;
    this.lifeCycle = lifeCycle;
    this.conformance = conformance;
    this.modules = modules;
    this.caller = caller;
  }

  /**
   * {@code {"site":"…","invitation":"…","jwk":{…},"profile":{…}}}: registers the site by its
   * invitation. The same again changes nothing.
   */
  @POST
  @Path("/registrations")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> register(JsonNode request) {
    SiteId site = new SiteId(request == null ? "" : request.path("site").asText(""));
    String code = request.path("invitation").asText("");
    List<PublicKey> keys = PublicKeys.read(request);
    CapabilityProfile profile = CapabilityProfile.read(request.path("profile"), modules);
    return registration
        .byInvitation(site, code, keys, profile)
        .invoke(done -> caller.claim(site))
        .flatMap(
            done ->
                board
                    .of(site.value())
                    .map(
                        standing ->
                            Response.status(done.fresh() ? 201 : 200).entity(standing).build()));
  }

  /** Where the asking site stands, and what is next. */
  @GET
  public Uni<SiteStanding> standing() {
    return board.of(site());
  }

  /** Takes what the site can do; new modules of an accredited site open at once. */
  @POST
  @Path("/profile")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<SiteStanding> describe(JsonNode request) {
    return profiles
        .describe(site(), CapabilityProfile.read(request, modules))
        .flatMap(done -> board.of(site()));
  }

  /** What a conformance run asks of the site: the test course, and the tokens to make. */
  @GET
  @Path("/conformance")
  public JsonNode plan() {
    return conformance.plan();
  }

  /** Runs the checks over what the site has made, and answers the report. */
  @POST
  @Path("/conformance")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<JsonNode> test(byte[] body) {
    SiteId site = caller.site();
    return conformance
        .run(site, body)
        .flatMap(
            report ->
                report.path("passed").asBoolean()
                    ? lifeCycle
                        .take(site.value(), SiteStep.PASS, "site " + site)
                        .replaceWith(report)
                    : Uni.createFrom().item(report));
  }

  /** From now on the records of the site are taken: it is accredited, and decides when. */
  @POST
  @Path("/live")
  public Uni<SiteStanding> goLive() {
    return lifeCycle
        .take(site(), SiteStep.GO_LIVE, "site " + site())
        .flatMap(state -> board.of(site()));
  }

  private String site() {
    return caller.site().value();
  }
}
