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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.regex.Pattern;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.flow.FlowOperations;
import org.therafed.gateway.flow.HeldAgeing;
import org.therafed.profiles.outcome.Fault;

/** What is held: why, since when, and letting it enter again, one or all of a reason. */
@Path("/console/quarantine")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class HeldResource {

  private static final int A_PAGE = 50;

  /** What is no code may be anything, and does not come into an address. */
  private static final Pattern CODE = Pattern.compile("(GW|FP|DCM)-[A-Z]{1,12}-[A-Z]?[0-9]{2,3}");

  private final Visit visit;
  private final HeldAgeing ageing;
  private final Arrivals arrivals;
  private final FlowOperations operations;
  private final ProblemPage problems;

  @Inject
  HeldResource(
      Visit visit,
      HeldAgeing ageing,
      Arrivals arrivals,
      FlowOperations operations,
      ProblemPage problems) {
    this.visit = visit;
    this.ageing = ageing;
    this.arrivals = arrivals;
    this.operations = operations;
    this.problems = problems;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance quarantine(Frame frame, HeldView view);
  }

  /**
   * All reasons, or the arrivals of one.
   *
   * @param after sequence of the last arrival of the page before
   */
  @GET
  public Response quarantine(
      @QueryParam("code") @DefaultValue("") String code,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("moved") @DefaultValue("-1") int moved) {
    List<HeldView.Group> groups =
        ageing.byCode().stream()
            .map(
                held ->
                    new HeldView.Group(
                        held.code(),
                        Funnel.title(held.code(), visit),
                        held.count(),
                        held.late(),
                        ageing.days(held.oldest())))
            .toList();
    List<ArrivalView> some = code.isEmpty() ? List.of() : arrivals.held(code, after, A_PAGE, visit);
    Long next = some.size() == A_PAGE ? some.get(A_PAGE - 1).sequence() : null;
    return visit.page(
        Templates.quarantine(
            visit.frame("/console/quarantine"),
            new HeldView(
                groups,
                ageing.alarm().map(visit::text).orElse(null),
                code,
                some,
                next,
                moved < 0 ? null : moved)));
  }

  /** Does what a button says, and leads back to the list. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response act(
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("id") @DefaultValue("") String id,
      @FormParam("code") @DefaultValue("") String code) {
    return problems.or(() -> again(code, done(act, id, code)));
  }

  private int done(String act, String id, String code) {
    switch (act) {
      case "retry-all" -> {
        return operations.retryAll(code);
      }
      case "retry" -> operations.retry(Visit.uuid(id));
      case "release" -> operations.confirmPatient(Visit.uuid(id));
      case "refuse-image" -> operations.refusePatient(Visit.uuid(id), false);
      case "refuse-study" -> operations.refusePatient(Visit.uuid(id), true);
      default ->
          throw ConsoleCode.ASKED.with(
              Fault.safe(
                  "reason", new org.therafed.profiles.outcome.Phrase("no such act", "无此操作")));
    }
    return 1;
  }

  /** So that reloading the page does nothing a second time. */
  private static Response again(String code, int moved) {
    return Response.seeOther(
            UriBuilder.fromPath("/console/quarantine")
                .queryParam("code", CODE.matcher(code).matches() ? code : "")
                .queryParam("moved", moved)
                .build())
        .build();
  }
}
