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
import org.therafed.gateway.fault.PullCode;
import org.therafed.gateway.flow.PullLoop;

/** Archives that are asked for images: how it stands, ask now, test the connection. */
@Path("/ops/pull")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PullResource {

  private final PullLoop loop;

  @Inject
  public PullResource(PullLoop loop) {
    this.loop = loop;
  }

  /** Every archive; counts, times and reasons, no identifier. */
  @GET
  public List<Map<String, Object>> state() {
    return loop.names().stream().map(source -> SourceJson.state(loop, source)).toList();
  }

  /** Asks now and answers when it has ended: what was found, and what is wrong. */
  @POST
  @Path("/{source}")
  public Map<String, Object> now(@PathParam("source") String source) {
    return SourceJson.now(loop, source, Set.of(PullCode.SOURCE, PullCode.RUNNING));
  }

  /** Whether it answers; nobody is named to it. */
  @POST
  @Path("/{source}/test")
  public Map<String, Object> test(@PathParam("source") String source) {
    return SourceJson.test(loop, source);
  }
}
