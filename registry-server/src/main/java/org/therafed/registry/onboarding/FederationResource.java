package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.access.Caller;
import org.therafed.registry.ingest.linkage.LinkageKeys;

/** What a gateway asks: the key for linkage tokens, and what the registry has of it. */
@Path("/federation")
@Produces(MediaType.APPLICATION_JSON)
public class FederationResource {

  private static final int PROTOCOL = 1;
  private static final int MOST_GAPS = 100;
  private static final String TOTALS =
      "select count(*), coalesce(sum(resources), 0), coalesce(max(sequence), 0) from transfer where"
          + " site = :site";
  private static final String GAPS =
      "select missing from generate_series(1, (select coalesce(max(sequence), 0) from transfer where"
          + " site = :site)) missing where not exists (select from transfer t where t.site = :site"
          + " and t.sequence = missing) order by 1 limit "
          + MOST_GAPS;

  private final Mutiny.SessionFactory sessions;
  private final LinkageKeys keys;
  private final Caller caller;

  FederationResource(Mutiny.SessionFactory sessions, LinkageKeys keys, Caller caller) {
    this.sessions = sessions;
    this.keys = keys;
    this.caller = caller;
  }

  @GET
  public ObjectNode federation() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("protocol", PROTOCOL);
    answer.set("linkageEncryptionKey", keys.publicKeyset());
    return answer;
  }

  /** Counts of what is stored of the asking site; {@code gaps} are sequences that never came. */
  public record Status(long transfers, long resources, long lastSequence, List<Long> gaps) {}

  @GET
  @Path("/status")
  public Uni<Status> status() {
    String site = caller.site().value();
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(TOTALS, Object[].class)
                .setParameter("site", site)
                .getSingleResult()
                .flatMap(
                    totals ->
                        session
                            .createNativeQuery(GAPS, Long.class)
                            .setParameter("site", site)
                            .getResultList()
                            .map(
                                gaps ->
                                    new Status(
                                        ((Number) totals[0]).longValue(),
                                        ((Number) totals[1]).longValue(),
                                        ((Number) totals[2]).longValue(),
                                        gaps))));
  }
}
