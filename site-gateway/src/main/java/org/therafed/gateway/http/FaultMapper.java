package org.therafed.gateway.http;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.fault.FhirCode;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.fault.KeyCode;
import org.therafed.gateway.fault.PullCode;
import org.therafed.gateway.fault.QueryCode;
import org.therafed.gateway.fault.ReconciliationCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.fault.StorageCode;
import org.therafed.gateway.fault.TableCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.FaultCode;

/** The one place where faults become replies, in the caller's protocol. */
@Singleton
public class FaultMapper {

  private static final Logger LOG = Logger.getLogger(FaultMapper.class);
  private static final Set<FaultCode> NOT_FOUND =
      Set.of(
          ServiceCode.ARRIVAL_UNKNOWN,
          TableCode.KIND,
          PullCode.SOURCE,
          FhirPullCode.SOURCE,
          StorageCode.NOBODY,
          QueryCode.PEER_UNKNOWN,
          ConsoleCode.CONNECTION,
          ConsoleCode.NO_PAGE);
  private static final Set<FaultCode> CONFLICT =
      Set.of(
          ServiceCode.RETRY_STATE,
          ServiceCode.NOTHING_LEAVES,
          ServiceCode.NOT_DOUBTED,
          ConsentCode.RESEND_NOT_CONSENTED,
          KeyCode.NO_PASSPHRASE,
          PullCode.RUNNING,
          FhirPullCode.RUNNING,
          ForwardCode.ONBOARDING_UNREACHABLE,
          ForwardCode.TEST_COURSE,
          ForwardCode.SIGNING_KEY,
          QueryCode.NOT_WAITING,
          ReconciliationCode.NOT_ASKED,
          ReconciliationCode.OLDER_REGISTRY,
          ReconciliationCode.NOTHING_THERE);
  private static final Set<FaultCode> TOO_LARGE =
      Set.of(ServiceCode.INTAKE_BODY_SIZE, TableCode.ROWS, TableCode.WORKBOOK_SIZE);
  private static final Set<FaultCode> MALFORMED =
      Set.of(
          FhirCode.JSON,
          FhirCode.BUNDLE_TYPE,
          FhirCode.TYPE,
          ConsentCode.OPT_OUT_FORM,
          StorageCode.ERASURE_FORM);

  @Inject UriInfo uri;

  /** A fault that somebody raised with a code. */
  @ServerExceptionMapper
  public Response fault(Fault fault) {
    return reply(status(fault.code()), fault);
  }

  /** A database that does not answer: the sender may try again. One that refuses: not so. */
  @ServerExceptionMapper
  public Response database(DatabaseFault fault) {
    GatewayCode code = fault.lasting() ? ServiceCode.DATABASE_VALUE : ServiceCode.DATABASE;
    LOG.errorf("stage=http code=%s sqlstate=%s", code.code(), fault.sqlState());
    return reply(fault.lasting() ? 422 : 503, code.with());
  }

  /** What the server refuses before a route is reached, such as an address that is not there. */
  @ServerExceptionMapper
  public Response known(WebApplicationException exception) {
    Response given = exception.getResponse();
    if (given.hasEntity() || given.getStatus() < 400) {
      return given;
    }
    if (given.getStatus() >= 500) {
      return unexpected(exception);
    }
    Response answer =
        reply(
            given.getStatus(),
            ServiceCode.HTTP_REFUSED.with(exception, safe("status", given.getStatus())));
    String allow = given.getHeaderString("Allow");
    return allow == null ? answer : Response.fromResponse(answer).header("Allow", allow).build();
  }

  /** Anything else is a defect. Its message may quote data: neither reply nor log hold it. */
  @ServerExceptionMapper
  public Response unexpected(Exception exception) {
    Fault fault = ServiceCode.HTTP_UNEXPECTED.with(exception);
    LOG.errorf(
        "stage=http outcome=failed code=%s instance=%s exception=%s at=%s",
        fault.code().code(),
        fault.instance(),
        exception.getClass().getName(),
        List.of(exception.getStackTrace()).stream().limit(6).toList());
    return reply(500, fault);
  }

  /** The status of HTTP that a fault is answered with. */
  public static int status(FaultCode code) {
    if (NOT_FOUND.contains(code)) {
      return 404;
    }
    if (CONFLICT.contains(code)) {
      return 409;
    }
    if (code == ServiceCode.INTAKE_TOKEN) {
      return 401;
    }
    if (TOO_LARGE.contains(code)) {
      return 413;
    }
    if (code == ConsoleCode.ROLE || code == ConsoleCode.OTHER_PAGE) {
      return 403;
    }
    if (code == KeyCode.SEALED) {
      return 500;
    }
    return MALFORMED.contains(code) ? 400 : 422;
  }

  /** The element of a resource that is not FHIR. */
  private static String expression(Fault fault) {
    return fault.code() == FhirCode.INVALID
        ? String.valueOf(fault.safeArguments().get("element"))
        : "";
  }

  private Response reply(int status, Fault fault) {
    boolean fhir = uri.getPath().startsWith("/fhir");
    return fhir
        ? OutcomeJson.error(status, fault.reason(), expression(fault))
        : ProblemJson.response(status, fault.reason(), fault.instance());
  }
}
