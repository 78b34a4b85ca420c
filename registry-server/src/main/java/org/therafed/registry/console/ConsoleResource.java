package org.therafed.registry.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.registry.projects.Asker;
import org.therafed.registry.publish.AskedQuestion;
import org.therafed.registry.publish.Published;
import org.therafed.registry.publish.Publisher;
import org.therafed.runtime.page.Language;
import org.therafed.runtime.page.Pages;

/** The page of the evidence, in English and Chinese. */
@Cancellable(false)
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ConsoleResource {

  private static final double LEVEL = 0.95;
  private static final String MODULE = "rlt-psma";

  private final Publisher publisher;
  private final ConsoleViews views;
  private final ModuleCatalog modules;
  private final SecurityIdentity person;

  ConsoleResource(
      Publisher publisher, ConsoleViews views, ModuleCatalog modules, SecurityIdentity person) {
    this.publisher = publisher;
    this.views = views;
    this.modules = modules;
    this.person = person;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance evidence(
        String language, String other, boolean administrator, ConsoleView view);
  }

  @GET
  public Response start() {
    return Response.seeOther(URI.create("/console")).build();
  }

  @GET
  @Path("console")
  public Uni<Response> console(
      @QueryParam("lang") String lang,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    Language language = Language.of(lang, cookie, headers);
    TherapyModule module = modules.find(MODULE).orElseThrow();
    return answers(Asker.of(person))
        .flatMap(
            answers ->
                page(
                    Templates.evidence(
                        language.tag(),
                        language.other().tag(),
                        person.hasRole("admin"),
                        views.of(module, language.locale(), answers)),
                    language));
  }

  private Uni<ConsoleAnswers> answers(Asker asker) {
    return all(asker, "survival", "os", "treated", "standard-care")
        .flatMap(
            survival ->
                all(asker, "response", "orr", "treated", "standard-care")
                    .flatMap(
                        orr ->
                            all(asker, "response", "psa50", "treated", "standard-care")
                                .map(psa -> concat(orr, psa)))
                    .flatMap(
                        responses ->
                            answer(asker, "toxicity", null, "treated")
                                .flatMap(
                                    toxicity ->
                                        answer(asker, "cost", null, "treated")
                                            .map(
                                                cost ->
                                                    new ConsoleAnswers(
                                                        survival, responses, toxicity, cost)))));
  }

  private Uni<List<Published>> all(Asker asker, String kind, String endpoint, String... arms) {
    return Multi.createFrom()
        .items(arms)
        .onItem()
        .transformToUniAndConcatenate(arm -> answer(asker, kind, endpoint, arm))
        .collect()
        .asList();
  }

  private Uni<Published> answer(Asker asker, String kind, String endpoint, String arm) {
    return publisher.publishWithin(
        new AskedQuestion(kind, MODULE, arm, endpoint, LEVEL, null), asker);
  }

  private static List<Published> concat(List<Published> one, List<Published> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  private static Uni<Response> page(TemplateInstance template, Language language) {
    return Pages.of(template, language, 200);
  }
}
