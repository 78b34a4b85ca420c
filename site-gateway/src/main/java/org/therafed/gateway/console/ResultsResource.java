package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The site's own results beside the federation's. */
@Path("/console/results")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class ResultsResource {

  private final Visit visit;
  private final ResultsBoard board;

  @Inject
  ResultsResource(Visit visit, ResultsBoard board) {
    this.visit = visit;
    this.board = board;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance results(Frame frame, ResultsView view);
  }

  @GET
  public Response results(@QueryParam("module") @DefaultValue("") String module) {
    return visit.page(
        Templates.results(visit.frame("/console/results"), board.view(module, visit)));
  }
}
