package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.check.Connection;
import org.therafed.gateway.check.Connections;
import org.therafed.gateway.check.Finding;

/** What the gateway listens at and calls, and whether it works now. */
@Path("/console/sources")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class SourcesResource {

  private final Visit visit;
  private final Connections connections;
  private final ProblemPage problems;

  @Inject
  SourcesResource(Visit visit, Connections connections, ProblemPage problems) {
    this.visit = visit;
    this.connections = connections;
    this.problems = problems;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance sources(Frame frame, List<SourceView> sources);

    static native TemplateInstance tested(List<SourceView.Line> lines);
  }

  @GET
  public Response sources() {
    return visit.page(Templates.sources(visit.frame("/console/sources"), views(Optional.empty())));
  }

  /** Tries one connection; a part of the page for htmx, the whole page for a browser without it. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response test(
      @FormParam("kind") String kind,
      @FormParam("name") String name,
      @HeaderParam("HX-Request") String htmx) {
    return problems.or(
        () -> {
          List<SourceView.Line> lines =
              connections.test(String.valueOf(kind), String.valueOf(name)).stream()
                  .map(this::line)
                  .toList();
          return htmx == null
              ? visit.page(
                  Templates.sources(
                      visit.frame("/console/sources"),
                      views(Optional.of(new SourceView(kind, name, lines)))))
              : visit.page(Templates.tested(lines));
        });
  }

  private List<SourceView> views(Optional<SourceView> tested) {
    List<SourceView> views = new ArrayList<>();
    for (Connection connection : connections.all()) {
      SourceView untested = new SourceView(connection.kind().code(), connection.name(), List.of());
      views.add(tested.filter(untested::isSame).orElse(untested));
    }
    return views;
  }

  private SourceView.Line line(Finding finding) {
    return new SourceView.Line(
        finding.level().name().toLowerCase(java.util.Locale.ROOT),
        visit.text(finding.level().shown()),
        visit.text(finding.text()));
  }
}
