package org.therafed.registry.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.publish.Capabilities;
import org.therafed.registry.access.Caller;
import org.therafed.registry.access.token.TokenEndpoint;
import org.therafed.registry.fault.OutcomeJson;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.grants.RowGrants;

/**
 * FHIR R4 reading: a site its own records, a person what row-level grants give; anybody what this
 * server can do.
 */
@Cancellable(false)
@Path("/fhir")
@Produces({OutcomeJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class RecordsResource {

  private static final String OAUTH_URIS =
      "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

  private final Records records;
  private final RowGrants grants;
  private final Caller caller;
  private final HttpServerRequest http;
  private final FhirBase base;
  private final TokenEndpoint tokens;
  private final ObjectNode capabilities;

  RecordsResource(
      Records records,
      RowGrants grants,
      Caller caller,
      HttpServerRequest http,
      FhirBase base,
      TokenEndpoint tokens,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.records = records;
    this.grants = grants;
    this.caller = caller;
    this.http = http;
    this.base = base;
    this.tokens = tokens;
    this.capabilities = Capabilities.ofRegistry(version);
  }

  @GET
  @Path("/metadata")
  public String capabilities() {
    ObjectNode said = capabilities.deepCopy();
    // Clients of SMART 1 look for the token endpoint here, and take the first answer that they get.
    tokens
        .of(http)
        .ifPresent(
            address -> {
              ObjectNode uris =
                  ((ObjectNode) said.at("/rest/0/security")).putArray("extension").addObject();
              uris.put("url", OAUTH_URIS);
              uris.putArray("extension").addObject().put("url", "token").put("valueUri", address);
            });
    return said.toString();
  }

  @GET
  @Path("/{type}/{id}")
  public Uni<Response> read(
      @PathParam("type") String type,
      @PathParam("id") String id,
      @HeaderParam("If-None-Match") String known) {
    return within(reach -> records.read(reach, RecordTypes.required(type), id))
        .map(found -> one(found, known));
  }

  @GET
  @Path("/{type}/{id}/_history/{version}")
  public Uni<Response> version(
      @PathParam("type") String type,
      @PathParam("id") String id,
      @PathParam("version") String version,
      @HeaderParam("If-None-Match") String known) {
    if (!version.matches("[1-9]\\d{0,8}")) {
      throw RegistryCode.NOT_FOUND.with();
    }
    int number = Integer.parseInt(version);
    return within(reach -> records.version(reach, RecordTypes.required(type), id, number))
        .map(found -> one(found, known));
  }

  @GET
  @Path("/{type}/{id}/_history")
  public Uni<String> history(
      @PathParam("type") String type,
      @PathParam("id") String id,
      @HeaderParam("Prefer") String prefer,
      @Context UriInfo uri) {
    return within(
        reach -> {
          History asked = History.of(RecordTypes.required(type), Optional.of(id), query(prefer));
          return records
              .history(reach, asked)
              .map(
                  page -> {
                    if (page.matches().isEmpty() && asked.cursor().isEmpty()) {
                      throw RegistryCode.NOT_FOUND.with();
                    }
                    String path = "/" + type + "/" + id + "/_history";
                    return BundleJson.history(base.of(uri), path, asked.applied(), page);
                  });
        });
  }

  @GET
  @Path("/{type}/_history")
  public Uni<String> historyOfType(
      @PathParam("type") String type, @HeaderParam("Prefer") String prefer, @Context UriInfo uri) {
    return within(
        reach -> {
          History asked = History.of(RecordTypes.required(type), Optional.empty(), query(prefer));
          return records
              .history(reach, asked)
              .map(
                  page ->
                      BundleJson.history(
                          base.of(uri), "/" + type + "/_history", asked.applied(), page));
        });
  }

  @GET
  @Path("/{type}")
  public Uni<String> search(
      @PathParam("type") String type, @HeaderParam("Prefer") String prefer, @Context UriInfo uri) {
    return searched(type, uri, () -> query(prefer));
  }

  /** The same by POST, for queries that are too long or too telling for an address. */
  @POST
  @Path("/{type}/_search")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<String> searchByForm(
      @PathParam("type") String type,
      @HeaderParam("Prefer") String prefer,
      @Context UriInfo uri,
      byte[] form) {
    return searched(
        type,
        uri,
        () -> {
          caller.ask(Query.together(http.uri(), form));
          return Query.ofForm(http.uri(), form, prefer);
        });
  }

  private Uni<String> searched(String type, UriInfo uri, Supplier<Query> query) {
    return within(
        reach -> {
          Search asked = Search.of(RecordTypes.required(type), query.get());
          return records
              .search(reach, asked)
              .map(
                  page ->
                      BundleJson.searchset(
                          base.of(uri), "/" + type, asked.applied(), asked.subset(), page));
        });
  }

  @GET
  @Path("/Patient/{id}/$everything")
  public Uni<String> everything(
      @PathParam("id") String id, @HeaderParam("Prefer") String prefer, @Context UriInfo uri) {
    return within(
        reach -> {
          Everything asked = Everything.of(id, query(prefer));
          return records
              .read(reach, "Patient", id)
              .map(Records::required)
              .flatMap(patient -> records.everything(reach, asked))
              .map(
                  page ->
                      BundleJson.searchset(
                          base.of(uri),
                          "/Patient/" + id + "/$everything",
                          asked.applied(),
                          Subset.ALL,
                          page));
        });
  }

  private Query query(String prefer) {
    return Query.of(http.uri(), prefer);
  }

  /** The record, or 304 where the client says that it has this version. */
  private Response one(Optional<Found> found, String known) {
    Found record = Records.required(found);
    Subset subset = Subset.of(query(null));
    if (subset.onlyCounts()) {
      throw Values.unusable("_summary", "count is of searches only");
    }
    String etag = BundleJson.etag(record);
    if (Conditional.has(known, etag)) {
      return Response.notModified().header("ETag", etag).build();
    }
    return Response.ok(subset.of(record)).header("ETag", etag).build();
  }

  /** With the reach of who asks: judged before anything of the request is. */
  private <T> Uni<T> within(Function<Reach, Uni<T>> reading) {
    if (caller.known().isPresent()) {
      return reading.apply(new Reach.OfSite(caller.site()));
    }
    return grants
        .inForce(caller.person())
        .invoke(caller::readBy)
        .flatMap(inForce -> reading.apply(new Reach.OfGrants(inForce, grants.today())));
  }
}
