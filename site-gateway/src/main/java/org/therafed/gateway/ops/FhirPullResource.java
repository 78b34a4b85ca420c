package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.flow.FhirPullLoop;

/** FHIR servers that are asked for records: how it stands, ask now, test the connection. */
@Path("/ops/fhir-pull")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FhirPullResource {

  private final FhirPullLoop loop;

  @Inject
  public FhirPullResource(FhirPullLoop loop) {
    this.loop = loop;
  }

  /** Every server; counts, times and reasons, no identifier. */
  @GET
  public List<Map<String, Object>> state() {
    return loop.names().stream().map(this::shown).toList();
  }

  /** The public key that the servers' operators register, made if there is none yet. */
  @GET
  @Path("/jwks")
  public Map<String, Object> keys() {
    return loop.publicKeys();
  }

  /** Asks now and answers when it has ended: what was brought, and what is wrong. */
  @POST
  @Path("/{source}")
  public Map<String, Object> now(@PathParam("source") String source) {
    return SourceJson.now(loop, source, Set.of(FhirPullCode.SOURCE, FhirPullCode.RUNNING));
  }

  /** Whether it answers and lets the gateway in; nobody is named to it. */
  @POST
  @Path("/{source}/test")
  public Map<String, Object> test(@PathParam("source") String source) {
    return SourceJson.test(loop, source);
  }

  private Map<String, Object> shown(String source) {
    Map<String, Object> json = SourceJson.state(loop, source);
    json.put("exportingSince", SourceJson.text(loop.exportingSince(source)));
    return json;
  }
}
