package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.therafed.gateway.anonymity.AnonymityReport;

/** How well persons hide among each other in what has left, for the data-protection officer. */
@Path("/ops/anonymity")
@Blocking
public class AnonymityResource {

  private final AnonymityReport report;

  @Inject
  public AnonymityResource(AnonymityReport report) {
    this.report = report;
  }

  /** As JSON; {@code k}: persons that a class should have at least. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> json(
      @QueryParam("k") @DefaultValue("" + AnonymityReport.DEFAULT_K) int k) {
    return report.json(AnonymityReport.bounded(k));
  }

  /** The same in words; {@code lang}: {@code en} or {@code zh}. */
  @GET
  @Path("/text")
  @Produces("text/plain;charset=UTF-8")
  public String text(
      @QueryParam("k") @DefaultValue("" + AnonymityReport.DEFAULT_K) int k,
      @QueryParam("lang") @DefaultValue("en") String lang) {
    return report.text(AnonymityReport.bounded(k), lang.equals("zh"));
  }
}
