package org.therafed.registry.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/** The audit trail for an auditor: export, and whether it is whole. */
@Cancellable(false)
@Path("/admin/audit")
public class AuditResource {
  private final AuditPages pages;

  AuditResource(AuditPages pages) {
    this.pages = pages;
  }

  /**
   * What a check of the trail found.
   *
   * @param intact whether the chain is whole and has the kept head, if one was given
   * @param events how many are whole from the first
   * @param hash that of the last of them
   * @param brokenAt number of the first event that does not follow
   * @param keptHeadFound whether the trail has the head that was given
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verification(
      boolean intact, long events, String hash, Long brokenAt, Boolean keptHeadFound) {}

  /** Events after a number as NDJSON, at most 1,000: the next page begins after the last one's. */
  @GET
  @Produces("application/x-ndjson")
  public Uni<String> export(
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("1000") int limit) {
    return pages
        .after(after, limit)
        .map(page -> page.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
  }

  /**
   * Follows the chain from its first event.
   *
   * @param head a head kept elsewhere as {@code seq:hash}, such as a gateway shows
   */
  @GET
  @Path("/verification")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Verification> verify(@QueryParam("head") @DefaultValue("") String head) {
    AuditVerification verification = new AuditVerification();
    if (!head.isEmpty()) {
      verification.expect(head(head));
    }
    return pages
        .verify(verification)
        .map(
            done ->
                new Verification(
                    done.intact(),
                    done.head().seq(),
                    done.head().hash(),
                    done.brokenAt().orElse(null),
                    done.hasKept().orElse(null)));
  }

  private static AuditHead head(String text) {
    return AuditHead.parse(text)
        .orElseThrow(
            () ->
                RegistryCode.UNKNOWN_QUESTION.with(
                    Fault.safe("parameter", "head"),
                    Fault.safe("needed", "A number, a colon and 64 hex digits are needed.")));
  }
}
