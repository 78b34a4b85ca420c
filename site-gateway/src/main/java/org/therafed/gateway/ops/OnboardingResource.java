package org.therafed.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.therafed.gateway.flow.CourseRehearsal;
import org.therafed.gateway.forward.http.OnboardingClient;

/**
 * The way of this site from its invitation to live, step by step. The registry's answers are handed
 * on as they are: where the site stands and what is next, a report, or why a step was refused.
 */
@Path("/ops/onboarding")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class OnboardingResource {

  private static final List<String> PROFILE = List.of("channels", "modules", "contactRole");

  private final OnboardingClient registry;
  private final CourseRehearsal rehearsal;

  @Inject
  public OnboardingResource(OnboardingClient registry, CourseRehearsal rehearsal) {
    this.registry = registry;
    this.rehearsal = rehearsal;
  }

  /** Where the site stands, and what is next. */
  @GET
  public Response standing() {
    return handedOn(registry.standing());
  }

  /**
   * {@code {"invitation":"…","channels":[…],"modules":[…],"contactRole":"…"}}: registers this site
   * with its public key and zone. The same again changes nothing.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(JsonNode request) {
    String invitation = request == null ? "" : request.path("invitation").asText("");
    return handedOn(registry.register(invitation, profile(request)));
  }

  /** Replaces what the site has said that it can do. */
  @POST
  @Path("/profile")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response describe(JsonNode request) {
    return handedOn(registry.describe(profile(request)));
  }

  /** Runs the registry's conformance checks; answers the report. */
  @POST
  @Path("/test")
  public Response test() {
    OnboardingClient.Answer plan = registry.plan();
    return plan.isDone()
        ? handedOn(registry.handIn(rehearsal.of(OnboardingClient.course(plan))))
        : handedOn(plan);
  }

  /** Lets real records leave: what has been queued goes by itself. */
  @POST
  @Path("/live")
  public Response goLive() {
    return handedOn(registry.goLive());
  }

  private static ObjectNode profile(JsonNode request) {
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    for (String field : PROFILE) {
      if (request != null && request.has(field)) {
        profile.set(field, request.get(field));
      }
    }
    return profile;
  }

  private static Response handedOn(OnboardingClient.Answer answer) {
    return Response.status(answer.status())
        .type(answer.isDone() ? MediaType.APPLICATION_JSON : "application/problem+json")
        .entity(answer.body())
        .build();
  }
}
