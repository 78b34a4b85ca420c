package org.therafed.gateway.intake.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.http.BoundedBody;
import org.therafed.gateway.http.OutcomeJson;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.publish.Capabilities;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.validation.Issue;

/** FHIR R4 over HTTP, in. Nothing identified can be read here. */
@Path("/fhir")
@Consumes({OutcomeJson.MEDIA_TYPE, "application/json"})
@Produces(OutcomeJson.MEDIA_TYPE)
public class FhirResource {

  private static final Set<String> TYPES = Set.copyOf(FhirContext.forR4Cached().getResourceTypes());

  private final FhirIntake intake;
  private final SiteConfig config;
  private final WorkSignal signal;
  private final String capabilities;

  @Inject
  public FhirResource(
      FhirIntake intake,
      SiteConfig config,
      WorkSignal signal,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.capabilities = Capabilities.ofGateway(version).toString();
    this.intake = intake;
    this.config = config;
    this.signal = signal;
  }

  /** What this server can do, for anybody. */
  @GET
  @Path("/metadata")
  public String capabilities() {
    return capabilities;
  }

  /** A Bundle. */
  @POST
  @Blocking
  public Response bundle(InputStream body, @Context RoutingContext request) {
    return take(body, request, Optional.empty());
  }

  /** One resource. */
  @POST
  @Path("/{type}")
  @Blocking
  public Response resource(
      @PathParam("type") String type, InputStream body, @Context RoutingContext request) {
    // A type that FHIR does not know is not repeated: it may be anything.
    return take(body, request, Optional.of(TYPES.contains(type) ? type : "unknown"));
  }

  static boolean isType(String name) {
    return TYPES.contains(name);
  }

  private static OperationOutcomeJson.Finding finding(FhirIntake.RefusedEntry refused) {
    return new OperationOutcomeJson.Finding(
        "error",
        "invalid",
        refused.reason().code(),
        refused.reason().text() + " Refused as /ops/arrivals/" + refused.arrival() + ".",
        refused.reason().textZh() + "已拒收，见 /ops/arrivals/" + refused.arrival() + "。",
        "Bundle.entry[" + refused.index() + "].resource");
  }

  private static OperationOutcomeJson.Finding doubt(Issue issue) {
    return new OperationOutcomeJson.Finding(
        "warning",
        "invariant",
        issue.code(),
        issue.message(),
        issue.messageZh(),
        issue.expression());
  }

  private static Phrase received(ArrivalState state) {
    return switch (state) {
      case HELD -> new Phrase("Received and held.", "已接收，暂缓发送。");
      case SUPERSEDED -> new Phrase("Received; the same came before.", "已接收；此前已收到相同内容。");
      case NEW ->
          new Phrase(
              "Received; whether it can leave is judged next, see the address in Location.",
              "已接收；接下来判定能否发送，见 Location 中的地址。");
      case QUEUED, SENT, REFUSED -> new Phrase("Received.", "已接收。");
    };
  }

  private Response take(InputStream stream, RoutingContext request, Optional<String> type) {
    long limit = config.fhirMaxBody().asLongValue();
    Optional<byte[]> body = BoundedBody.read(stream, limit, request);
    if (body.isEmpty()) {
      Fault fault =
          ServiceCode.INTAKE_BODY_SIZE.with(
              safe("limit", limit), safe("setting", "THERAFED_FHIR_MAX_BODY"));
      intake.tooLarge(type, fault.reason());
      throw fault;
    }
    FhirIntake.Taken taken = intake.take(body.get(), type);
    signal.raise();
    Recorded recorded = taken.recorded();
    ObjectNode outcome =
        OutcomeJson.received(
            received(recorded.state()),
            Stream.concat(
                    taken.refused().stream().map(FhirResource::finding),
                    taken.doubts().stream().map(FhirResource::doubt))
                .toList());
    return Response.created(URI.create("/ops/arrivals/" + recorded.id()))
        .type(OutcomeJson.MEDIA_TYPE)
        .entity(outcome.toString())
        .build();
  }
}
