package org.therafed.registry.bulk;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.grants.RowGrants;
import org.therafed.registry.records.FhirBase;
import org.therafed.registry.records.RecordTypes;

/**
 * FHIR Bulk Data export for persons with a row-level grant.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk Data Access 2.0, export</a>
 */
@Cancellable(false)
@Path("/fhir")
public class ExportResource {

  private static final String NDJSON = "application/fhir+ndjson";
  private static final String RETRY_SECONDS = "2";
  private static final int LARGEST_NUMBER_DIGITS = 7;

  /** Records of the Patient compartment: all but products. */
  private static final List<String> OF_PATIENTS =
      RecordTypes.all().stream().filter(type -> !type.equals("Medication")).toList();

  private final Exports exports;
  private final ExportWork work;
  private final RowGrants grants;
  private final Caller caller;
  private final HttpServerRequest http;
  private final FhirBase base;

  ExportResource(
      Exports exports,
      ExportWork work,
      RowGrants grants,
      Caller caller,
      HttpServerRequest http,
      FhirBase base) {
    this.exports = exports;
    this.work = work;
    this.grants = grants;
    this.caller = caller;
    this.http = http;
    this.base = base;
  }

  @GET
  @Path("/$export")
  public Uni<Response> start(@HeaderParam("Prefer") String prefer, @Context UriInfo uri) {
    return start(RecordTypes.all(), prefer, uri);
  }

  @GET
  @Path("/Patient/$export")
  public Uni<Response> startOfPatients(@HeaderParam("Prefer") String prefer, @Context UriInfo uri) {
    return start(OF_PATIENTS, prefer, uri);
  }

  private Uni<Response> start(List<String> types, String prefer, UriInfo uri) {
    String address = base.of(uri) + http.uri().substring("/fhir".length());
    return granted()
        .flatMap(
            inForce ->
                exports.start(
                    caller.person(), inForce, address, ExportRequest.of(types, http.uri(), prefer)))
        .invoke(work::make)
        .map(
            id ->
                Response.accepted()
                    .header("Content-Location", base.of(uri) + "/bulk/" + id)
                    .build());
  }

  @GET
  @Path("/bulk/{id}")
  public Uni<Response> status(@PathParam("id") String id, @Context UriInfo uri) {
    return granted()
        .flatMap(inForce -> exports.status(id, caller.person()))
        .map(
            status -> {
              if (status.outdated()) {
                throw RegistryCode.EXPORT_OUTDATED.with();
              }
              if (!status.done()) {
                return Response.accepted()
                    .header("X-Progress", status.position() + " of " + status.types() + " types")
                    .header("Retry-After", RETRY_SECONDS)
                    .build();
              }
              return Response.ok(status.manifest(base.of(uri) + "/bulk/" + id))
                  .type(MediaType.APPLICATION_JSON)
                  .header("Expires", httpDate(status.expiresAt()))
                  .build();
            });
  }

  @GET
  @Path("/bulk/{id}/{file}")
  public Uni<Response> file(@PathParam("id") String id, @PathParam("file") String file) {
    if (!file.matches("[1-9]\\d{0," + (LARGEST_NUMBER_DIGITS - 1) + "}")) {
      throw RegistryCode.EXPORT_UNKNOWN.with();
    }
    return granted()
        .flatMap(inForce -> exports.file(id, caller.person(), Integer.parseInt(file)))
        .map(content -> Response.ok(content).type(NDJSON).build());
  }

  /** Also of one who holds no grant any more: files may always be cleared away. */
  @DELETE
  @Path("/bulk/{id}")
  public Uni<Response> cancel(@PathParam("id") String id) {
    return exports.cancel(id, caller.person()).map(done -> Response.accepted().build());
  }

  private Uni<List<String>> granted() {
    return grants.inForce(caller.person()).invoke(caller::readBy);
  }

  private static String httpDate(String moment) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.parse(moment).atOffset(ZoneOffset.UTC));
  }
}
