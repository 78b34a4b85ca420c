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
  private final ConsentViews consents;
  private final FlowOperations operations;

  @Inject
  public OpsResource(
      ArrivalViews views,
      FindingViews findings,
      CompletenessViews completeness,
      ConsentViews consents,
      FlowOperations operations) {
    this.views = views;
    this.findings = findings;
    this.completeness = completeness;
    this.consents = consents;
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
    Map<String, Object> view = views.find(uuid(id)).orElseThrow(ServiceCode.ARRIVAL_UNKNOWN::with);
    view.put("retraction", consents.retraction(uuid(id)).orElse(null));
    return view;
  }

  /** What decided whether the records of the arrival's person left: the consent book's answers. */
  @GET
  @Path("/arrivals/{id}/consent")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Map<String, Object>> consent(@PathParam("id") String id) {
    arrival(id);
    return consents.evidence(uuid(id));
  }

  /** Lets all that was taken back of the arrival's person leave again under the present consent. */
  @POST
  @Path("/arrivals/{id}/resend")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> resend(@PathParam("id") String id) {
    return Map.of("arrivals", operations.resend(uuid(id)));
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
