package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The work list: outcomes that are due, and how complete the data are. */
@Path("/console/work")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class WorkResource {

  private final Visit visit;
  private final WorkBoard board;

  @Inject
  WorkResource(Visit visit, WorkBoard board) {
    this.visit = visit;
    this.board = board;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance work(Frame frame, WorkView view);
  }

  @GET
  public Response work() {
    return visit.page(Templates.work(visit.frame("/console/work"), board.view(visit)));
  }
}
