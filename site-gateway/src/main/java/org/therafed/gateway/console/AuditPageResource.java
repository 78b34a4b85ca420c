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
import java.util.List;

/** Who signed in, was refused, looked at a patient or changed something on the console. */
@Path("/console/audit")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class AuditPageResource {

  private static final int A_PAGE = 100;

  private final Visit visit;
  private final ConsoleAudit audit;

  @Inject
  AuditPageResource(Visit visit, ConsoleAudit audit) {
    this.visit = visit;
    this.audit = audit;
  }

  /** A line, ready to print. */
  public record Line(
      String at,
      String account,
      String address,
      String act,
      String arrival,
      boolean allowed,
      long unrecorded) {}

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance audit(Frame frame, List<Line> lines, Long next);
  }

  @GET
  public Response audit(@QueryParam("before") @DefaultValue("" + Long.MAX_VALUE) long before) {
    List<ConsoleAudit.Line> found = audit.before(before, A_PAGE);
    List<Line> lines =
        found.stream()
            .map(
                line ->
                    new Line(
                        visit.time(line.at()),
                        line.account(),
                        line.address(),
                        line.act(),
                        line.arrival().map(Object::toString).orElse(""),
                        line.allowed(),
                        line.unrecorded()))
            .toList();
    Long next = found.size() == A_PAGE ? found.get(A_PAGE - 1).id() : null;
    return visit.page(Templates.audit(visit.frame("/console/audit"), lines, next));
  }
}
