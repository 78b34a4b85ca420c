package org.therafed.registry.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.access.Caller;
import org.therafed.registry.fault.FaultBody;
import org.therafed.registry.fault.RegistryCode;

/** Tables for administrators, who bring and sign them. */
@Cancellable(false)
@Path("/admin/tables")
@Produces(MediaType.APPLICATION_JSON)
public class TablesResource {

  private static final String ADDRESS = "/admin/tables";

  private final ValueTables tables;
  private final Caller caller;
  private final ObjectMapper json;

  TablesResource(ValueTables tables, Caller caller, ObjectMapper json) {
    this.tables = tables;
    this.caller = caller;
    this.json = json;
  }

  @GET
  public Uni<List<ValueTable>> all() {
    return tables.all();
  }

  /** Looks at a table row by row and keeps it as the next version of its name, not in use yet. */
  @POST
  @Consumes({"text/csv", "application/yaml"})
  public Uni<Response> upload(
      @QueryParam("name") @DefaultValue("") String name,
      @QueryParam("kind") @DefaultValue("") String kind,
      @HeaderParam("Content-Type") String type,
      byte[] body) {
    TableKind known =
        TableKind.labelled(kind)
            .orElseThrow(
                () ->
                    TableText.unusable(
                        new Phrase(
                            "its kind is neither tariff nor utility", "类别既不是 tariff 也不是 utility")));
    String by = caller.person();
    Context request = Vertx.currentContext();
    // Looking at every row is computation: off the event loop, and back to it for the database.
    return Uni.createFrom()
        .item(() -> Looked.at(known, body, type.startsWith("application/yaml")))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(task -> request.runOnContext(ignored -> task.run()))
        .flatMap(
            looked ->
                looked.problems().isEmpty()
                    ? kept(known, name, looked.csv(), by)
                    : Uni.createFrom().item(refused(looked.problems())));
  }

  private record Looked(String csv, List<TableProblem> problems) {
    static Looked at(TableKind kind, byte[] body, boolean yaml) {
      String csv = TableText.csv(kind, body, yaml);
      return new Looked(csv, TableCheck.problems(kind, csv));
    }
  }

  private Uni<Response> kept(TableKind kind, String name, String csv, String by) {
    return tables
        .keep(kind, name, csv, by)
        .map(table -> Response.status(Response.Status.CREATED).entity(table).build());
  }

  @POST
  @Path("/{name}/{version}/signature")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<ValueTable> sign(
      @PathParam("name") String name, @PathParam("version") String version, JsonNode request) {
    String from = request == null ? "" : request.path("effectiveOn").asText("");
    return tables.sign(name, number(version), from, caller.person());
  }

  @GET
  @Path("/{name}/{version}")
  @Produces("text/csv;charset=UTF-8")
  public Uni<String> content(@PathParam("name") String name, @PathParam("version") String version) {
    return tables.content(name, number(version), true);
  }

  /** Problem details with all rows that are to be mended. */
  private Response refused(List<TableProblem> problems) {
    Fault fault = RegistryCode.TABLE_ROWS.with(Fault.safe("problems", problems.size()));
    FaultBody body = FaultBody.of(fault, ADDRESS);
    try {
      ObjectNode details = (ObjectNode) json.readTree(body.text());
      details.set("problems", json.valueToTree(problems));
      return Response.status(FaultBody.status(fault))
          .type(body.mediaType())
          .entity(details.toString())
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Problem details are JSON.", e);
    }
  }

  static int number(String version) {
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw RegistryCode.TABLE_UNKNOWN.with();
    }
    return Integer.parseInt(version);
  }
}
