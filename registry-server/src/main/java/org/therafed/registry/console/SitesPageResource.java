package org.therafed.registry.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.FaultBody;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.onboarding.Invitations;
import org.therafed.registry.onboarding.SiteBoard;
import org.therafed.registry.onboarding.conformance.ConformanceReports;
import org.therafed.runtime.page.Language;
import org.therafed.runtime.page.Pages;

/**
 * The page of sites, for administrators: where each stands, what is next, and buttons for it. A
 * form counts only where the browser says that it came from this registry's own page.
 */
@Cancellable(false)
@Path("/console/sites")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class SitesPageResource {

  private static final String DAYS = "[0-9]{1,3}";

  private final SiteBoard board;
  private final Invitations invitations;
  private final ConformanceReports reports;
  private final SecurityIdentity person;

  SitesPageResource(
      SiteBoard board,
      Invitations invitations,
      ConformanceReports reports,
      SecurityIdentity person) {
    this.board = board;
    this.invitations = invitations;
    this.reports = reports;
    this.person = person;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance sites(String language, String other, SitesView view);

    static native TemplateInstance report(String language, String other, SitesView.Report report);
  }

  @GET
  public Uni<Response> sites(
      @QueryParam("lang") String lang,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    return page(Language.of(lang, cookie, headers), null, null, 200);
  }

  /** The report of a site's latest conformance run. */
  @GET
  @Path("/{site}")
  public Uni<Response> report(
      @PathParam("site") String site,
      @QueryParam("lang") String lang,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    Language language = Language.of(lang, cookie, headers);
    return board
        .of(site)
        .flatMap(known -> reports.latest(site))
        .flatMap(
            latest ->
                Pages.of(
                    Templates.report(
                        language.tag(),
                        language.other().tag(),
                        SitesViews.report(site, latest, language)),
                    language,
                    200));
  }

  /** Does what a button says; answers the page anew. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> act(
      @FormParam("act") String act,
      @FormParam("site") String site,
      @FormParam("name") String name,
      @FormParam("days") String days,
      @FormParam("module") String module,
      @HeaderParam("Sec-Fetch-Site") String from,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    OwnForm.check(from);
    Language language = Language.of(null, cookie, headers);
    return Uni.createFrom()
        .deferred(() -> done(of(act), of(site), of(name), of(days), of(module), language))
        .onFailure(Fault.class)
        .recoverWithUni(
            failure ->
                page(
                    language,
                    null,
                    SitesViews.problem((Fault) failure, language),
                    FaultBody.status((Fault) failure)));
  }

  private Uni<Response> done(
      String act, String site, String name, String days, String module, Language language) {
    String account = person.getPrincipal().getName();
    return switch (act) {
      case "invite" -> invited(site, name, days, language);
      case "withdraw" -> board.withdraw(site).map(done -> again());
      case "accredit" -> board.accredit(site, account).map(done -> again());
      case "live" -> board.goLive(site, account).map(done -> again());
      case "suspend" -> board.suspend(site, account).map(done -> again());
      case "resume" -> board.resume(site, account).map(done -> again());
      case "review" -> board.review(site, module, account).map(done -> again());
      default -> throw RegistryCode.REQUEST_UNREADABLE.with();
    };
  }

  private Uni<Response> invited(String site, String name, String days, Language language) {
    int count = days.matches(DAYS) ? Integer.parseInt(days) : 0;
    return invitations
        .make(new SiteId(site.strip()), name, count, person.getPrincipal().getName())
        .flatMap(
            made ->
                page(
                    language,
                    new SitesView.Code(
                        made.site(), made.code(), made.endsAt().toString().substring(0, 10)),
                    null,
                    200));
  }

  /** So that reloading the page does nothing a second time. */
  private static Response again() {
    return Response.seeOther(URI.create("/console/sites")).build();
  }

  private Uni<Response> page(Language language, SitesView.Code code, String problem, int status) {
    return board
        .all()
        .flatMap(
            standings ->
                Pages.of(
                    Templates.sites(
                        language.tag(),
                        language.other().tag(),
                        new SitesView(SitesViews.rows(standings, language), code, problem)),
                    language,
                    status));
  }

  private static String of(String field) {
    return Optional.ofNullable(field).orElse("");
  }
}
