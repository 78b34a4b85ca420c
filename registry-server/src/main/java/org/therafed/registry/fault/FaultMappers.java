package org.therafed.registry.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;
import org.therafed.registry.ingest.IngestResource;
import org.therafed.registry.ingest.InvalidTransfer;
import org.therafed.registry.ingest.OutcomeJson;

/**
 * The one place that turns faults into answers: OperationOutcome below {@code /fhir}, RFC 9457
 * problem details elsewhere.
 */
public class FaultMappers {

  private static final Logger LOG = Logger.getLogger(FaultMappers.class);
  private static final String RETRY_SECONDS = "2";

  @ServerExceptionMapper
  public Response invalid(InvalidTransfer invalid) {
    LOG.infof(
        "stage=ingest outcome=refused code=%s findings=%d",
        RegistryCode.INVALID.code(), invalid.issues().size());
    return Response.status(RegistryCode.INVALID.status())
        .type(IngestResource.FHIR_JSON)
        .entity(OutcomeJson.of(invalid.issues()))
        .build();
  }

  @ServerExceptionMapper
  public Response fault(Fault fault, UriInfo uri) {
    int status = fault.code() instanceof RegistryCode code ? code.status() : 400;
    LOG.infof("outcome=refused %s", fault.getMessage());
    Response.ResponseBuilder response = Response.status(status);
    if (status == 503) {
      response.header("Retry-After", RETRY_SECONDS);
    }
    if (status == 401
        && !uri.getPath().startsWith("/fhir")
        && !uri.getPath().startsWith("/federation")) {
      response.header("WWW-Authenticate", "Basic realm=\"therafed\"");
    }
    return uri.getPath().startsWith("/fhir")
        ? response.type(IngestResource.FHIR_JSON).entity(OutcomeJson.of(fault, status)).build()
        : response.type("application/problem+json").entity(problem(fault, status)).build();
  }

  @ServerExceptionMapper
  public Response known(WebApplicationException exception) {
    return exception.getResponse();
  }

  @ServerExceptionMapper
  public Response unexpected(RuntimeException exception, UriInfo uri) {
    Fault fault = RegistryCode.UNEXPECTED.with(exception);
    // The class says what broke; a message may quote data, so it stays out of the log.
    LOG.errorf(
        "outcome=failed code=%s instance=%s cause=%s at=%s",
        fault.code().code(),
        fault.instance(),
        exception.getClass().getName(),
        List.of(exception.getStackTrace()).stream().limit(6).toList());
    return fault(fault, uri);
  }

  private static String problem(Fault fault, int status) {
    Reason reason = fault.reason();
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("type", "about:blank");
    problem.put("title", reason.found());
    problem.put("status", status);
    problem.put("detail", fault.getMessage());
    problem.put("code", reason.code());
    problem.put("found", reason.found());
    problem.put("needed", reason.needed());
    problem.put("remedy", reason.remedy());
    problem.put("instance", "urn:therafed:instance:" + fault.instance());
    return problem.toString();
  }
}
