package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.flow.FlowOperations;
import org.therafed.gateway.http.OutcomeJson;

/** For the hospital's own staff: what came, what became of it, what leaves. */
@Path("/ops")
@Blocking
public class OpsResource {

  private static final int MOST = 1000;

  private final ArrivalViews views;
  private final FindingViews findings;
  private final CompletenessViews completeness;
  private final FlowOperations operations;

  @Inject
  public OpsResource(
      ArrivalViews views,
      FindingViews findings,
      CompletenessViews completeness,
      FlowOperations operations) {
    this.views = views;
    this.findings = findings;
    this.completeness = completeness;
    this.operations = operations;
  }

  /** Counts by outcome and by reason. */
  @GET
  @Path("/outcomes")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> outcomes() {
    return views.outcomes();
  }

  /** How much of what the therapy modules require of their courses is there. */
  @GET
  @Path("/completeness")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Map<String, Object>> completeness() {
    return completeness.byModule();
  }

  /** The latest arrivals; {@code before} a sequence, to read on. */
  @GET
  @Path("/arrivals")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Map<String, Object>> arrivals(
      @QueryParam("state") Optional<String> state,
      @QueryParam("before") @DefaultValue("" + Long.MAX_VALUE) long before,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return views.list(state, before, Math.max(1, Math.min(limit, MOST)));
  }

  /** One arrival. */
  @GET
  @Path("/arrivals/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> arrival(@PathParam("id") String id) {
    return views.find(uuid(id)).orElseThrow(ServiceCode.ARRIVAL_UNKNOWN::with);
  }

  /** What does not fit together in what was queued or sent of the arrival's person. */
  @GET
  @Path("/arrivals/{id}/findings")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> findings(@PathParam("id") String id) {
    return findings.of(uuid(id)).orElseThrow(ServiceCode.ARRIVAL_UNKNOWN::with);
  }

  /** Lets a held arrival enter again at convert. */
  @POST
  @Path("/arrivals/{id}/retry")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> retry(@PathParam("id") String id) {
    operations.retry(uuid(id));
    return arrival(id);
  }

  /** The images of the arrival's study are of the person whom they name; they enter again. */
  @POST
  @Path("/arrivals/{id}/release")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> release(@PathParam("id") String id) {
    operations.confirmPatient(uuid(id));
    return arrival(id);
  }

  /** The image, or every one of its study, is of another person. */
  @POST
  @Path("/arrivals/{id}/refuse")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> refuse(
      @PathParam("id") String id, @QueryParam("study") boolean study) {
    operations.refusePatient(uuid(id), study);
    return arrival(id);
  }

  /** Exactly what leaves. */
  @GET
  @Path("/arrivals/{id}/preview")
  @Produces(OutcomeJson.MEDIA_TYPE)
  public byte[] preview(@PathParam("id") String id) {
    return operations.preview(uuid(id));
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ServiceCode.ARRIVAL_UNKNOWN.with();
    }
  }
}
