package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.gateway.forward.http.AuditAnchor;

/** The head of the registry's audit trail that this gateway keeps, for an auditor. */
@Path("/ops/audit-head")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AuditHeadResource {

  private final AuditAnchor anchor;

  @Inject
  public AuditHeadResource(AuditAnchor anchor) {
    this.anchor = anchor;
  }

  /** Head, when it was told, and whether the registry has contradicted itself; empty before. */
  @GET
  public Map<String, Object> kept() {
    Map<String, Object> json = new LinkedHashMap<>();
    anchor
        .kept()
        .ifPresent(
            kept -> {
              json.put("head", kept.head());
              json.put("toldAt", kept.toldAt().toString());
              json.put("contradicted", kept.contradicted());
            });
    return json;
  }
}
