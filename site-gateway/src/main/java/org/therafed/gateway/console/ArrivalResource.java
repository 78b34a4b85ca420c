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
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.flow.FlowOperations;

/** One arrival: what became of it and why, and exactly the bytes that leave of it. */
@Path("/console/arrivals/{id}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class ArrivalResource {

  private final Visit visit;
  private final Arrivals arrivals;
  private final FlowOperations operations;
  private final ProblemPage problems;

  @Inject
  ArrivalResource(Visit visit, Arrivals arrivals, FlowOperations operations, ProblemPage problems) {
    this.visit = visit;
    this.arrivals = arrivals;
    this.operations = operations;
    this.problems = problems;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance arrival(Frame frame, ArrivalView arrival);

    static native TemplateInstance preview(Frame frame, String id, String body, int bytes);
  }

  @GET
  public Response arrival(@PathParam("id") String id) {
    return problems.or(
        () -> {
          UUID uuid = Visit.uuid(id);
          ArrivalView view =
              arrivals.find(uuid, visit).orElseThrow(ServiceCode.ARRIVAL_UNKNOWN::with);
          return visit.page(Templates.arrival(visit.frame("/console/arrivals/" + uuid), view));
        });
  }

  @GET
  @Path("preview")
  public Response preview(@PathParam("id") String id) {
    return problems.or(
        () -> {
          UUID uuid = Visit.uuid(id);
          byte[] body = operations.preview(uuid);
          return visit.page(
              Templates.preview(
                  visit.frame("/console/arrivals/" + uuid + "/preview"),
                  uuid.toString(),
                  new String(body, StandardCharsets.UTF_8),
                  body.length));
        });
  }
}
