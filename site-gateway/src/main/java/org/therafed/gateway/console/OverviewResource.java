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
import java.net.URI;

/** The overview: what came and what became of it. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class OverviewResource {

  private final Visit visit;
  private final Funnel funnel;

  @Inject
  OverviewResource(Visit visit, Funnel funnel) {
    this.visit = visit;
    this.funnel = funnel;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance overview(Frame frame, FunnelView view);
  }

  @GET
  public Response start() {
    return Response.seeOther(URI.create("/console")).build();
  }

  @GET
  @Path("console")
  public Response overview() {
    return visit.page(Templates.overview(visit.frame("/console"), funnel.view(visit)));
  }
}
