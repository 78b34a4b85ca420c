package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.onboarding.conformance.ConformanceReports;

/** What an administrator does with a site on its way, and sees of it. */
@Cancellable(false)
@Path("/admin/sites")
@Produces(MediaType.APPLICATION_JSON)
public class AccreditationResource {

  private final SiteBoard board;
  private final SiteLifeCycle lifeCycle;
  private final ConformanceReports reports;
  private final SecurityIdentity person;

  AccreditationResource(
      SiteBoard board,
      SiteLifeCycle lifeCycle,
      ConformanceReports reports,
      SecurityIdentity person) {
    this.board = board;
    this.lifeCycle = lifeCycle;
    this.reports = reports;
    this.person = person;
  }

  /** Accredits a tested site; the modules of its profile open at once. */
  @POST
  @Path("/{site}/accreditation")
  public Uni<SiteStanding> accredit(@PathParam("site") String site) {
    return board.accredit(site, account()).flatMap(done -> board.of(site));
  }

  /** Makes an accredited site live, as the site can itself. */
  @POST
  @Path("/{site}/live")
  public Uni<SiteStanding> goLive(@PathParam("site") String site) {
    return board.goLive(site, account()).flatMap(done -> board.of(site));
  }

  /** The report of its latest conformance run; {@code {"run":0}} before the first. */
  @GET
  @Path("/{site}/conformance")
  public Uni<JsonNode> conformance(@PathParam("site") String site) {
    return board.of(site).flatMap(known -> reports.latest(site));
  }

  /** Every change of its state, and who made it. */
  @GET
  @Path("/{site}/history")
  public Uni<List<SiteLifeCycle.Change>> history(@PathParam("site") String site) {
    return board.of(site).flatMap(known -> lifeCycle.history(site));
  }

  /** Notes that somebody has looked at how a module is used there. */
  @POST
  @Path("/{site}/modules/{module}/review")
  public Uni<SiteStanding> review(
      @PathParam("site") String site, @PathParam("module") String module) {
    return board.review(site, module, account()).flatMap(done -> board.of(site));
  }

  private String account() {
    return person.getPrincipal().getName();
  }
}
