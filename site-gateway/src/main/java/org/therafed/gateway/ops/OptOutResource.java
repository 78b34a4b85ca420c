package org.therafed.gateway.ops;

import static org.therafed.profiles.outcome.Fault.safe;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.gateway.consent.optout.OptOutFile;
import org.therafed.gateway.consent.optout.OptOutReport;
import org.therafed.gateway.consent.optout.OptOuts;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.http.BoundedBody;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Reason;

/** Opt-out lists: given by hand, or how the watched one stands. No identifier is shown. */
@Path("/ops/opt-outs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class OptOutResource {

  private static final String LIST = "upload";

  private final Database database;
  private final OptOuts optOuts;
  private final OptOutFile file;
  private final long largest;

  @Inject
  public OptOutResource(Database database, OptOuts optOuts, OptOutFile file, SiteConfig config) {
    this.database = database;
    this.optOuts = optOuts;
    this.file = file;
    this.largest = config.tableMaxBody().asLongValue();
  }

  /**
   * Takes a list; answers what became of each row.
   *
   * @param complete whether whoever was given this way before and is not in it opts out no more
   */
  @POST
  public Map<String, Object> take(
      InputStream body, @QueryParam("complete") boolean complete, @Context RoutingContext request) {
    byte[] bytes =
        BoundedBody.read(body, largest, request)
            .orElseThrow(
                () ->
                    ServiceCode.INTAKE_BODY_SIZE.with(
                        safe("limit", largest), safe("setting", "THERAFED_TABLE_MAX_BODY")));
    return shown(database.inTransaction(tx -> optOuts.take(tx, LIST, bytes, complete)));
  }

  /** How many entries stand on each list, and how the watched file was read last. */
  @GET
  public Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(LIST, database.inTransaction(tx -> optOuts.standing(tx, LIST)));
    json.put(OptOutFile.LIST, database.inTransaction(tx -> optOuts.standing(tx, OptOutFile.LIST)));
    json.put("watched", file.watched());
    json.put("problem", file.problem().map(Reason::fields).orElse(null));
    json.put("report", file.report().map(OptOutResource::shown).orElse(null));
    return json;
  }

  private static Map<String, Object> shown(OptOutReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("listed", report.listed());
    json.put("standing", report.standing());
    json.put("ended", report.ended());
    json.put("rows", report.rows().stream().map(OptOutResource::row).toList());
    return json;
  }

  private static Map<String, Object> row(OptOutReport.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("line", row.line());
    json.put("outcome", row.outcome());
    json.put("known", row.known());
    json.put("problem", row.problem().map(Reason::fields).orElse(null));
    return json;
  }
}
