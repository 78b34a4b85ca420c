package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The treatment of an arrival's patient on one page. */
@Path("/console/arrivals/{id}/course")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class CourseResource {

  private final Visit visit;
  private final CoursePages pages;
  private final ProblemPage problems;

  @Inject
  CourseResource(Visit visit, CoursePages pages, ProblemPage problems) {
    this.visit = visit;
    this.pages = pages;
    this.problems = problems;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance course(Frame frame, CourseView view);
  }

  @GET
  public Response course(@PathParam("id") String id) {
    return problems.or(
        () -> {
          UUID uuid = Visit.uuid(id);
          return visit.page(
              Templates.course(
                  visit.frame("/console/arrivals/" + uuid + "/course"), pages.view(uuid, visit)));
        });
  }
}
