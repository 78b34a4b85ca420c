package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.query.QuestionDesk;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/** What the registry asks a site that keeps its records, and what its people decide on it. */
@Path("/console/questions")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class QuestionsResource {

  private final Visit visit;
  private final QuestionDesk desk;
  private final QuestionPages pages;
  private final ProblemPage problems;

  @Inject
  QuestionsResource(Visit visit, QuestionDesk desk, QuestionPages pages, ProblemPage problems) {
    this.visit = visit;
    this.desk = desk;
    this.pages = pages;
    this.problems = problems;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance questions(Frame frame, QuestionsView view);
  }

  @GET
  public Response questions() {
    return visit.page(Templates.questions(visit.frame("/console/questions"), pages.view(visit)));
  }

  /** Does what a button says, and leads back to the page. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response act(
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("id") @DefaultValue("") String id,
      @FormParam("site") @DefaultValue("") String site,
      @FormParam("thumbprint") @DefaultValue("") String thumbprint) {
    return problems.or(
        () -> {
          switch (act) {
            case "approve" -> desk.decide(id, true);
            case "refuse" -> desk.decide(id, false);
            case "accept" -> desk.accept(site, thumbprint);
            default ->
                throw ConsoleCode.ASKED.with(
                    Fault.safe("reason", new Phrase("no such act", "无此操作")));
          }
          return Response.seeOther(URI.create("/console/questions")).build();
        });
  }
}
