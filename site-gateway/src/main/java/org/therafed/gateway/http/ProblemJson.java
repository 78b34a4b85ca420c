package org.therafed.gateway.http;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.profiles.outcome.Reason;

/**
 * A refusal for a caller that does not speak FHIR.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class ProblemJson {

  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  /** A response with code, found, needed, remedy. */
  public static Response response(int status, Reason reason, String instance) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", reason.found());
    body.put("status", status);
    body.put("detail", reason.text());
    body.putAll(reason.fields());
    body.put("instance", "urn:therafed:fault:" + instance);
    return Response.status(status).type(MEDIA_TYPE).entity(body).build();
  }
}
