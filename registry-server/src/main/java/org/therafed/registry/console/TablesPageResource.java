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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.FaultBody;
import org.therafed.registry.tables.ValueTable;
import org.therafed.registry.tables.ValueTables;
import org.therafed.runtime.page.Language;
import org.therafed.runtime.page.Pages;

/** The page of tables, for administrators: what there is, an upload, and signatures. */
@Cancellable(false)
@Path("/console/tables")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class TablesPageResource {

  private final ValueTables tables;
  private final SecurityIdentity person;
  private final Clock clock;

  TablesPageResource(ValueTables tables, SecurityIdentity person, Clock clock) {
    this.tables = tables;
    this.person = person;
    this.clock = clock;
  }

  /** The page template, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance tables(
        String language, String other, String today, String problem, List<ValueTable> tables);
  }

  @GET
  public Uni<Response> tables(
      @QueryParam("lang") String lang,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    return page(Language.of(lang, cookie, headers), null, 200);
  }

  /** Signs a table; answers the page anew. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> sign(
      @FormParam("name") String name,
      @FormParam("version") String version,
      @FormParam("effectiveOn") String effectiveOn,
      @HeaderParam("Sec-Fetch-Site") String from,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    OwnForm.check(from);
    Language language = Language.of(null, cookie, headers);
    return Uni.createFrom()
        .deferred(
            () ->
                tables.sign(
                    text(name),
                    text(version).matches("[1-9][0-9]{0,8}") ? Integer.parseInt(version) : 0,
                    text(effectiveOn),
                    person.getPrincipal().getName()))
        .map(done -> Response.seeOther(URI.create("/console/tables")).build())
        .onFailure(Fault.class)
        .recoverWithUni(
            failure ->
                page(
                    language,
                    SitesViews.problem((Fault) failure, language),
                    FaultBody.status((Fault) failure)));
  }

  private static String text(String field) {
    return field == null ? "" : field;
  }

  private Uni<Response> page(Language language, String problem, int status) {
    return tables
        .all()
        .flatMap(
            all ->
                Pages.of(
                    Templates.tables(
                        language.tag(),
                        language.other().tag(),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                        problem,
                        all),
                    language,
                    status));
  }
}
