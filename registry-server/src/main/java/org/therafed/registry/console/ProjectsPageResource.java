package org.therafed.registry.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
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
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.FaultBody;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.projects.Project;
import org.therafed.registry.projects.Projects;
import org.therafed.runtime.page.Language;
import org.therafed.runtime.page.Pages;

/**
 * The page of projects: payers and researchers see their own and ask for more, administrators see
 * all and decide; and the public page of who uses data.
 */
@Cancellable(false)
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ProjectsPageResource {

  private static final List<String> QUESTIONS =
      List.of("response", "survival", "slope", "toxicity", "cost");

  private final Projects projects;
  private final ModuleCatalog modules;
  private final SecurityIdentity person;
  private final Clock clock;

  ProjectsPageResource(
      Projects projects, ModuleCatalog modules, SecurityIdentity person, Clock clock) {
    this.projects = projects;
    this.modules = modules;
    this.person = person;
    this.clock = clock;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance projects(String language, String other, ProjectsView view);

    static native TemplateInstance uses(String language, String other, ProjectsView.Uses view);
  }

  /** Who uses data, for anybody. */
  @GET
  @Path("data-use")
  public Uni<Response> uses(
      @QueryParam("lang") String lang,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    Language language = Language.of(lang, cookie, headers);
    return projects
        .uses()
        .flatMap(
            uses ->
                Pages.of(
                    Templates.uses(
                        language.tag(), language.other().tag(), new ProjectsView.Uses(uses)),
                    language,
                    200));
  }

  @GET
  @Path("console/projects")
  public Uni<Response> projects(
      @QueryParam("lang") String lang,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    return page(Language.of(lang, cookie, headers), null, 200);
  }

  /** Does what a button says; answers the page anew. */
  @POST
  @Path("console/projects")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> act(
      @BeanParam ProjectForm form,
      @HeaderParam("Sec-Fetch-Site") String from,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    OwnForm.check(from);
    Language language = Language.of(null, cookie, headers);
    return Uni.createFrom()
        .deferred(() -> done(form))
        .map(done -> Response.seeOther(URI.create("/console/projects")).build())
        .onFailure(Fault.class)
        .recoverWithUni(
            failure ->
                page(
                    language,
                    SitesViews.problem((Fault) failure, language),
                    FaultBody.status((Fault) failure)));
  }

  private Uni<Project> done(ProjectForm form) {
    String account = person.getPrincipal().getName();
    String act = form.act == null ? "" : form.act;
    boolean decision = !act.equals("request");
    if (decision != administrator()) {
      throw RegistryCode.FORBIDDEN.with();
    }
    String id = form.id == null ? "" : form.id;
    return switch (act) {
      case "request" -> projects.request(form.json(), account);
      case "grant" -> projects.grant(id, form.json(), account);
      case "refuse" -> projects.refuse(id, form.json(), account);
      case "end" -> projects.end(id);
      default -> throw RegistryCode.REQUEST_UNREADABLE.with();
    };
  }

  private boolean administrator() {
    return person.hasRole("admin");
  }

  private Uni<Response> page(Language language, String problem, int status) {
    Uni<List<Project>> shown =
        administrator() ? projects.all() : projects.of(person.getPrincipal().getName());
    return shown.flatMap(
        found ->
            Pages.of(
                Templates.projects(
                    language.tag(),
                    language.other().tag(),
                    new ProjectsView(
                        administrator(),
                        found,
                        modules.all().stream()
                            .map(
                                module ->
                                    new ProjectsView.Module(
                                        module.id(), module.title().in(language.locale())))
                            .toList(),
                        QUESTIONS,
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                        problem)),
                language,
                status));
  }
}
