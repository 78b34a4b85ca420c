package org.therafed.registry.facts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;

/** Replaces the facts of records within the transaction that stores them. */
@ApplicationScoped
public class FactWriter {

  private final FactProjection projection;

  FactWriter(ModuleCatalog modules) {
    projection = new FactProjection(ProfileTable.standard(), modules);
  }

  /**
   * Writes the facts of records that became current.
   *
   * @param mayReplace whether any of them had an earlier version, whose facts then go
   */
  public Uni<Void> write(
      Mutiny.Session session, String site, List<ObjectNode> current, boolean mayReplace) {
    Map<String, List<Fact>> facts = new LinkedHashMap<>();
    for (ObjectNode resource : current) {
      facts.put(resource.get("id").asText(), projection.project(resource));
    }
    Uni<Void> cleared = mayReplace ? clear(session, current) : Uni.createFrom().voidItem();
    return cleared.flatMap(done -> insert(session, FactRows.of(site, facts)));
  }

  private static Uni<Void> clear(Mutiny.Session session, List<ObjectNode> current) {
    Map<FactTable, ArrayNode> ids = new EnumMap<>(FactTable.class);
    for (ObjectNode resource : current) {
      for (FactTable table : FactTable.of(resource.get("resourceType").asText())) {
        ids.computeIfAbsent(table, none -> JsonNodeFactory.instance.arrayNode())
            .add(resource.get("id").asText());
      }
    }
    return oneAfterAnother(session, ids, "ids", FactTable::deleteSql);
  }

  private static Uni<Void> insert(Mutiny.Session session, FactRows rows) {
    return oneAfterAnother(session, rows.byTable(), "rows", FactTable::insertSql);
  }

  private static Uni<Void> oneAfterAnother(
      Mutiny.Session session,
      Map<FactTable, ArrayNode> byTable,
      String parameter,
      java.util.function.Function<FactTable, String> sql) {
    return Multi.createFrom()
        .iterable(byTable.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            entry ->
                session
                    .createNativeQuery(sql.apply(entry.getKey()))
                    .setParameter(parameter, entry.getValue().toString())
                    .executeUpdate())
        .collect()
        .last()
        .replaceWithVoid();
  }
}
