package org.therafed.gateway.forward.local;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.module.KnownModules;
import org.therafed.profiles.identifier.LinkageToken;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.transfer.TransferBundle;

/** Reads the persons that are kept here with their facts. */
@Singleton
public class LocalRecords {

  private final KnownModules modules;

  @Inject
  public LocalRecords(KnownModules modules) {
    this.modules = modules;
  }

  /**
   * A person of this site.
   *
   * @param number that does not change with the pseudonym
   * @param token to link the person with those of other sites; empty without a national id
   * @param facts in any order
   */
  public record LocalPerson(long number, Optional<LinkageToken> token, List<Fact> facts) {
    public LocalPerson {
      facts = List.copyOf(facts);
    }
  }

  private record Row(long number, JsonNode resource) {}

  /** All persons as they were known before a moment. */
  public List<LocalPerson> asOf(Transaction tx, Instant cut) {
    FactProjection projection = new FactProjection(ProfileTable.standard(), modules.current());
    Map<Long, List<Fact>> facts = new LinkedHashMap<>();
    Map<Long, LinkageToken> tokens = new LinkedHashMap<>();
    for (Row row :
        tx.list(
            "select p.number, r.resource from local_record r join local_person p using (patient)"
                + " where r.born < ? and (r.gone is null or r.gone >= ?) order by p.number, r.id",
            r ->
                new Row(
                    r.getLong(1),
                    TransferBundle.readTree(r.getString(2).getBytes(StandardCharsets.UTF_8))),
            cut,
            cut)) {
      facts
          .computeIfAbsent(row.number(), number -> new ArrayList<>())
          .addAll(projection.project(row.resource()));
      token(row.resource()).ifPresent(token -> tokens.put(row.number(), token));
    }
    return facts.entrySet().stream()
        .map(
            person ->
                new LocalPerson(
                    person.getKey(),
                    Optional.ofNullable(tokens.get(person.getKey())),
                    person.getValue()))
        .toList();
  }

  private static Optional<LinkageToken> token(JsonNode resource) {
    if (!"Patient".equals(resource.path("resourceType").textValue())) {
      return Optional.empty();
    }
    for (JsonNode identifier : resource.path("identifier")) {
      if (Canonical.LINKAGE_TOKEN.equals(identifier.path("system").textValue())) {
        return Optional.of(new LinkageToken(identifier.path("value").textValue()));
      }
    }
    return Optional.empty();
  }
}
