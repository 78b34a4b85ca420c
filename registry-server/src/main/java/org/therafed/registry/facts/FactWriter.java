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
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;

/** Replaces the facts of records within the transaction that stores them. */
@ApplicationScoped
public class FactWriter {

  private static final String MARK =
      "insert into patient_change (cut, site, patient_id) select cast(:open as int), :site, p from"
          + " jsonb_array_elements_text(cast(cast(:patients as text) as jsonb)) as p on conflict do"
          + " nothing";

  private final FactProjection projection;

  FactWriter(ModuleCatalog modules) {
    projection = new FactProjection(ProfileTable.standard(), modules);
  }

  /**
   * Writes the facts of records that became current.
   *
   * @param mayReplace whether any of them had an earlier version, whose facts then end
   * @param openCut number of the cut that all of it belongs to
   */
  public Uni<Void> write(
      Mutiny.Session session,
      String site,
      List<ObjectNode> current,
      boolean mayReplace,
      int openCut) {
    Map<String, List<Fact>> facts = new LinkedHashMap<>();
    for (ObjectNode resource : current) {
      facts.put(resource.get("id").asText(), projection.project(resource));
    }
    Uni<Void> ended =
        mayReplace
            ? end(session, current.stream().map(FactWriter::key).toList(), openCut)
            : Uni.createFrom().voidItem();
    return ended
        .flatMap(done -> insert(session, FactRows.of(site, facts), openCut))
        .flatMap(done -> mark(session, site, patients(current, facts), openCut));
  }

  /** Who a person is comes with the Patient, whether or not there are facts of it. */
  private static Set<String> patients(List<ObjectNode> current, Map<String, List<Fact>> facts) {
    Set<String> patients = new TreeSet<>();
    facts.values().forEach(each -> each.forEach(fact -> patients.add(fact.patientId())));
    for (ObjectNode resource : current) {
      if (resource.get("resourceType").asText().equals("Patient")) {
        patients.add(resource.get("id").asText());
      }
    }
    return patients;
  }

  /** Answers that are merged from what is kept of their site and month are made anew for them. */
  private static Uni<Void> mark(
      Mutiny.Session session, String site, Set<String> patients, int openCut) {
    if (patients.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    patients.forEach(ids::add);
    return session
        .createNativeQuery(MARK)
        .setParameter("open", openCut)
        .setParameter("site", site)
        .setParameter("patients", ids.toString())
        .executeUpdate()
        .replaceWithVoid();
  }

  private static RecordKey key(ObjectNode resource) {
    return new RecordKey(resource.get("resourceType").asText(), resource.get("id").asText());
  }

  /**
   * Ends the facts of records; those that a frozen cut has stay in it.
   *
   * @param openCut number of the cut from which on they are no more
   */
  public Uni<Void> end(Mutiny.Session session, List<RecordKey> records, int openCut) {
    Map<FactTable, ArrayNode> ids = new EnumMap<>(FactTable.class);
    for (RecordKey each : records) {
      for (FactTable table : FactTable.of(each.type())) {
        ids.computeIfAbsent(table, none -> JsonNodeFactory.instance.arrayNode()).add(each.id());
      }
    }
    return oneAfterAnother(session, ids, "ids", FactTable::endSql, openCut);
  }

  private static Uni<Void> insert(Mutiny.Session session, FactRows rows, int openCut) {
    return oneAfterAnother(session, rows.byTable(), "rows", FactTable::insertSql, openCut);
  }

  private static Uni<Void> oneAfterAnother(
      Mutiny.Session session,
      Map<FactTable, ArrayNode> byTable,
      String parameter,
      java.util.function.Function<FactTable, String> sql,
      int openCut) {
    return Multi.createFrom()
        .iterable(byTable.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            entry ->
                session
                    .createNativeQuery(sql.apply(entry.getKey()))
                    .setParameter(parameter, entry.getValue().toString())
                    .setParameter("open", openCut)
                    .executeUpdate())
        .collect()
        .last()
        .replaceWithVoid();
  }
}
