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
import java.util.List;
import org.therafed.gateway.http.FaultMapper;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.outcome.Fault;

/**
 * "What became of this one?" What is asked for may be an identifier: it travels in the body, is
 * looked up by its keyed digest, and is shown nowhere again.
 */
@Path("/console/find")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class FindResource {

  private static final String HERE = "/console/find";

  private final Visit visit;
  private final ArrivalSearch search;
  private final Arrivals arrivals;

  @Inject
  FindResource(Visit visit, ArrivalSearch search, Arrivals arrivals) {
    this.visit = visit;
    this.search = search;
    this.arrivals = arrivals;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance find(Frame frame, FindView view);
  }

  @GET
  public Response form() {
    return page(new FindView("message", tables(), null, null), 200);
  }

  /**
   * Looks up.
   *
   * @param by kind of name, as {@link ArrivalSearch} knows them
   * @param name the name; of a row the fields of its key, a line each or separated by a bar
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response find(
      @FormParam("by") @DefaultValue("") String by,
      @FormParam("name") @DefaultValue("") String name,
      @FormParam("issuer") @DefaultValue("") String issuer) {
    try {
      List<ArrivalView> found = arrivals.all(search.find(by, name, issuer), visit);
      return page(new FindView(by, tables(), found, null), 200);
    } catch (Fault fault) {
      return page(
          new FindView(by, tables(), null, fault.code().code() + " " + visit.text(fault.reason())),
          FaultMapper.status(fault.code()));
    }
  }

  private static List<String> tables() {
    return java.util.Arrays.stream(TableKind.values()).map(TableKind::code).toList();
  }

  private Response page(FindView view, int status) {
    return visit.page(Templates.find(visit.frame(HERE), view), status);
  }
}
