package org.therafed.registry.findings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.coherence.Coherence;
import org.therafed.profiles.distribution.PackageManifest;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Canonical;
import org.therafed.registry.distribution.PackageShelf;

/**
 * Looks again at the persons whose records have changed, a batch in one transaction. One batch at a
 * time: two hospitals' records of one person are judged together.
 */
@ApplicationScoped
class FindingRefresh {

  /** A batch is worked off on the event loop: no longer than others can wait. */
  private static final int BATCH = 50;

  /** More is left to the next request. */
  private static final int MOST_BATCHES = 20;

  private static final String IDS =
      "(select p from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as p)";
  private static final String ONE_AT_A_TIME = "select 1 from pg_advisory_xact_lock(7064951)";
  private static final String DUE =
      "select id, patient_id from finding_due where (cast(:site as text) = '' or site = :site)"
          + " order by id limit "
          + BATCH;
  private static final String LINKED =
      "select patient_id, person from person_of_patient where person in (select person from"
          + " person_of_patient where patient_id in "
          + IDS
          + ")";
  private static final String FORGET =
      "with gone as (delete from finding where patients && array"
          + IDS
          + " returning patients) select cast(to_jsonb(patients) as text) from gone";
  private static final String SUBJECT =
      "coalesce(content -> 'subject' ->> 'reference', content -> 'patient' ->> 'reference')";

  /** The records about the persons, and the cells that their infusions name, whosever they are. */
  private static final String RECORDS =
      "with recursive own as (select site, substr("
          + SUBJECT
          + ", 9) as patient, content from resource where "
          + SUBJECT
          + " = any (array(select 'Patient/' || p from"
          + " jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as p))),"
          + " cells as (select infused.site, own.patient, infused.id, infused.content from own,"
          + " jsonb_array_elements(own.content -> 'extension') as part, resource infused"
          + " where own.content ->> 'resourceType' = 'MedicationAdministration'"
          + " and part ->> 'url' = :cells and infused.site = own.site"
          + " and infused.type = 'BiologicallyDerivedProduct'"
          + " and infused.type || '/' || infused.id = part -> 'valueReference' ->> 'reference'"
          // Each product once, so that a loop of parents ends.
          + " union select source.site, cells.patient, source.id, source.content from cells,"
          + " jsonb_array_elements(cells.content -> 'parent') as part, resource source"
          + " where source.site = cells.site and source.type = 'BiologicallyDerivedProduct'"
          + " and source.type || '/' || source.id = part ->> 'reference')"
          + " select site, patient, cast(content as text) from own"
          + " union all select site, patient, cast(content as text) from cells";

  private static final String KEEP =
      "insert into finding (site, patients, code, severity, records, elements, message, message_zh) select"
          + " r.site, array(select jsonb_array_elements_text(r.patients)), r.code, r.severity,"
          + " r.records, r.elements, r.message, r.message_zh from"
          + " jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(site text, patients jsonb,"
          + " code text, severity text, records jsonb, elements jsonb, message text, message_zh text)";
  private static final String DONE =
      "delete from finding_due where id in (select cast(p as bigint) from"
          + " jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as p)";

  private final Mutiny.SessionFactory sessions;
  private final ObjectMapper json;

  /** What was judged by last: tariffs of administrators change while it runs. */
  private record Judge(List<PackageManifest> packages, Coherence coherence) {}

  private final ModuleCatalog modules;
  private final PackageShelf shelf;
  private volatile Judge judge;
  private final FindingBasis basis;

  FindingRefresh(
      Mutiny.SessionFactory sessions,
      ObjectMapper json,
      ModuleCatalog modules,
      PackageShelf shelf,
      FindingBasis basis) {
    this.basis = basis;
    this.modules = modules;
    this.shelf = shelf;
    this.sessions = sessions;
    this.json = json;
  }

  private Coherence coherence() {
    List<PackageManifest> manifests = shelf.all().stream().map(SignedPackage::manifest).toList();
    Judge last = judge;
    if (last == null || !last.packages().equals(manifests)) {
      last = new Judge(manifests, new Coherence(modules, shelf.tables()));
      judge = last;
    }
    return last.coherence();
  }

  /**
   * Works off what is marked, up to a bound.
   *
   * @param site whose marks; empty: all
   */
  Uni<Void> refresh(String site) {
    return sessions.withTransaction(basis::compare).flatMap(done -> batches(site, MOST_BATCHES));
  }

  private Uni<Void> batches(String site, int left) {
    return sessions
        .withTransaction(session -> batch(session, site))
        .flatMap(
            done ->
                done < BATCH || left == 1 ? Uni.createFrom().voidItem() : batches(site, left - 1));
  }

  /** Answers how many marks it worked off. */
  private Uni<Integer> batch(Mutiny.Session session, String site) {
    return session
        .createNativeQuery(ONE_AT_A_TIME, Integer.class)
        .getSingleResult()
        .flatMap(
            locked ->
                session
                    .createNativeQuery(DUE, Object[].class)
                    .setParameter("site", site)
                    .getResultList())
        .flatMap(due -> due.isEmpty() ? Uni.createFrom().item(0) : work(session, due));
  }

  private Uni<Integer> work(Mutiny.Session session, List<Object[]> due) {
    Set<String> patients = new TreeSet<>();
    Set<String> marks = new TreeSet<>();
    for (Object[] row : due) {
      marks.add(String.valueOf(row[0]));
      patients.add((String) row[1]);
    }
    Map<String, String> persons = new HashMap<>();
    // Who was one person with them may be another by now, and is looked at again, too.
    return forget(session, patients)
        .flatMap(together -> linked(session, together, persons))
        .flatMap(together -> forget(session, together))
        .flatMap(together -> records(session, together, persons))
        .flatMap(rows -> keep(session, rows))
        .flatMap(
            kept ->
                session.createNativeQuery(DONE).setParameter("ids", text(marks)).executeUpdate())
        .replaceWith(due.size());
  }

  private Uni<Set<String>> forget(Mutiny.Session session, Set<String> patients) {
    return session
        .createNativeQuery(FORGET, String.class)
        .setParameter("ids", text(patients))
        .getResultList()
        .map(
            forgotten -> {
              Set<String> all = new TreeSet<>(patients);
              for (String ids : forgotten) {
                read(ids).forEach(id -> all.add(id.asText()));
              }
              return all;
            });
  }

  private Uni<Set<String>> linked(
      Mutiny.Session session, Set<String> patients, Map<String, String> persons) {
    return session
        .createNativeQuery(LINKED, Object[].class)
        .setParameter("ids", text(patients))
        .getResultList()
        .map(
            found -> {
              Set<String> all = new TreeSet<>(patients);
              for (Object[] row : found) {
                all.add((String) row[0]);
                persons.put((String) row[0], (String) row[1]);
              }
              return all;
            });
  }

  private Uni<ArrayNode> records(
      Mutiny.Session session, Set<String> patients, Map<String, String> persons) {
    return session
        .createNativeQuery(RECORDS, Object[].class)
        .setParameter("ids", text(patients))
        .setParameter("cells", Canonical.extension("cell-product"))
        .getResultList()
        .map(
            found -> {
              Map<String, PersonsFindings> each = new HashMap<>();
              for (Object[] row : found) {
                String patient = (String) row[1];
                // A patient whose Patient has not come yet is a person by itself.
                each.computeIfAbsent(
                        persons.getOrDefault(patient, patient), none -> new PersonsFindings())
                    .add((String) row[0], patient, read((String) row[2]));
              }
              ArrayNode rows = JsonNodeFactory.instance.arrayNode();
              each.values().forEach(person -> person.rows(coherence(), rows));
              return rows;
            });
  }

  private static Uni<Integer> keep(Mutiny.Session session, ArrayNode rows) {
    return rows.isEmpty()
        ? Uni.createFrom().item(0)
        : session.createNativeQuery(KEEP).setParameter("rows", rows.toString()).executeUpdate();
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds JSON.", e);
    }
  }

  private static String text(Collection<String> ids) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    ids.forEach(array::add);
    return array.toString();
  }
}
