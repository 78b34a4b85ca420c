package org.therafed.registry.fault;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.therafed.profiles.outcome.Fault;

/**
 * The one place that turns faults into answers: OperationOutcome below {@code /fhir}, RFC 6749 at
 * the token endpoint, RFC 9457 problem details elsewhere.
 */
public class FaultMappers {

  private static final Logger LOG = Logger.getLogger(FaultMappers.class);
  private static final String RETRY_SECONDS = "2";

  @ServerExceptionMapper
  public Response invalid(InvalidTransfer invalid) {
    LOG.infof(
        "stage=ingest outcome=refused code=%s findings=%d",
        invalid.code().code(), invalid.issues().size());
    return Response.status(invalid.code().status())
        .type(OutcomeJson.MEDIA_TYPE)
        .entity(OutcomeJson.of(invalid.issues()))
        .build();
  }

  @ServerExceptionMapper
  public Response fault(Fault fault, UriInfo uri) {
    int status = FaultBody.status(fault);
    LOG.infof("outcome=refused %s", fault.getMessage());
    Response.ResponseBuilder response = Response.status(status);
    if (status == 429 || status == 503) {
      Object seconds = fault.safeArguments().get("seconds");
      response.header("Retry-After", seconds == null ? RETRY_SECONDS : seconds.toString());
    }
    if (status == 401
        && !uri.getPath().startsWith("/fhir")
        && !uri.getPath().startsWith("/federation")
        && !FaultBody.isToken(uri.getPath())) {
      response.header("WWW-Authenticate", "Basic realm=\"therafed\"");
    }
    if (FaultBody.isToken(uri.getPath())) {
      response.header("Cache-Control", "no-store").header("Pragma", "no-cache");
    }
    FaultBody body = FaultBody.of(fault, uri.getPath());
    return response.type(body.mediaType()).entity(body.text()).build();
  }

  @ServerExceptionMapper
  public Response known(WebApplicationException exception, UriInfo uri) {
    Response given = exception.getResponse();
    Optional<RegistryCode> code = RegistryCode.ofTransport(given.getStatus());
    if (code.isEmpty() || given.hasEntity()) {
      return given;
    }
    Response answer = fault(code.get().with(exception), uri);
    return given.getHeaderString("Allow") == null
        ? answer
        : Response.fromResponse(answer).header("Allow", given.getHeaderString("Allow")).build();
  }

  @ServerExceptionMapper
  public Response unexpected(Exception exception, UriInfo uri) {
    if (DatabaseFailures.lasts(exception) && !DatabaseFailures.raced(exception)) {
      return fault(RegistryCode.REQUEST_UNREADABLE.with(exception), uri);
    }
    if (DatabaseFailures.caused(exception)) {
      return fault(RegistryCode.STORE_UNAVAILABLE.with(exception), uri);
    }
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
}
