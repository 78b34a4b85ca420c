package org.therafed.gateway.intake.dicomweb;

import static org.therafed.profiles.outcome.Fault.safe;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.http.BoundedBody;
import org.therafed.gateway.http.ProblemJson;
import org.therafed.profiles.outcome.Fault;

/**
 * Storage of DICOM objects over HTTP.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.5.html">
 *     PS3.18 section 10.5</a>
 */
@Path("/dicomweb/studies")
@Consumes(MediaType.WILDCARD)
@Produces({"application/dicom+json", MediaType.APPLICATION_JSON})
@Blocking
public class StowResource {

  /** So much of a body that is not taken is read all the same, before the connection is closed. */
  private static final long PASSED_OVER = 64L << 20;

  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int MEDIA_TYPE = 415;

  private final StowIntake intake;

  @Inject
  public StowResource(StowIntake intake) {
    this.intake = intake;
  }

  /** Objects of any studies. */
  @POST
  public Response store(
      @HeaderParam("Content-Type") String contentType,
      @HeaderParam("Content-Length") Optional<Long> length,
      @Context RoutingContext request,
      InputStream body) {
    return store(contentType, length, request, body, Optional.empty());
  }

  /** Objects of one study; others are refused. */
  @POST
  @Path("/{study}")
  public Response store(
      @PathParam("study") String study,
      @HeaderParam("Content-Type") String contentType,
      @HeaderParam("Content-Length") Optional<Long> length,
      @Context RoutingContext request,
      InputStream body) {
    return store(contentType, length, request, body, Optional.of(study));
  }

  private Response store(
      String contentType,
      Optional<Long> length,
      RoutingContext request,
      InputStream body,
      Optional<String> study) {
    if (length.filter(bytes -> bytes > intake.most()).isPresent()) {
      intake.tooLarge();
      BoundedBody.passOver(body, PASSED_OVER, request);
      return tooLarge();
    }
    StowIntake.Taken taken;
    try {
      taken = intake.take(contentType == null ? "" : contentType, body, study);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!taken.ended()) {
      BoundedBody.passOver(body, PASSED_OVER, request);
    }
    int status = taken.response().httpStatus();
    return switch (status) {
      case BAD_REQUEST ->
          taken.tooLarge()
              ? tooLarge()
              : problem(
                  BAD_REQUEST,
                  DicomCode.PART.with(safe("detail", "the body is not multipart, or has no part")));
      case MEDIA_TYPE ->
          problem(MEDIA_TYPE, ServiceCode.HTTP_REFUSED.with(safe("status", MEDIA_TYPE)));
      default -> Response.status(status).entity(taken.response().json()).build();
    };
  }

  private Response tooLarge() {
    return problem(
        TOO_LARGE,
        ServiceCode.INTAKE_BODY_SIZE.with(
            safe("limit", intake.most()), safe("setting", "THERAFED_STOW_MAX_BODY")));
  }

  private static Response problem(int status, Fault fault) {
    return ProblemJson.response(status, fault.reason(), fault.instance());
  }
}
