package org.therafed.registry.store.postgres;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.DatabaseFailures;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.ingest.AcceptedTransfer;
import org.therafed.registry.store.ArrivalMonth;
import org.therafed.registry.store.OpenCut;
import org.therafed.registry.store.Receipt;
import org.therafed.registry.store.StoredVersion;

/**
 * Stores transfers: each wholly or not at all, each once, with whatever belongs into the same
 * transaction. The number of statements does not depend on the number of records.
 */
@ApplicationScoped
public class TransferStore {

  private static final String CLAIM =
      "insert into transfer (site, sequence, sha256, resources, receipt, received_at) values"
          + " (:site, :sequence, :sha256, :resources, '', :at) on conflict do nothing";
  private static final String EARLIER =
      "select sha256, receipt from transfer where site = :site and sequence = :sequence";
  private static final String EXISTING =
      "select r.type || '/' || r.id, r.site, r.version, r.sequence from resource r join"
          + " jsonb_to_recordset(cast(cast(:keys as text) as jsonb)) as k(type text, id text) using (type, id)"
          + " order by r.type, r.id for update of r";
  private static final String UPSERT =
      "insert into resource as r (type, id, site, version, sequence, content, last_updated) select"
          + " k.type, k.id, :site, k.version, :sequence, k.content, :at from"
          + " jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as k(type text, id text, version int,"
          + " content jsonb) order by k.type, k.id on conflict (type, id) do update set version ="
          + " excluded.version, sequence = excluded.sequence, content = excluded.content,"
          + " last_updated = excluded.last_updated where r.site = excluded.site and r.sequence <"
          + " excluded.sequence";
  private static final String HISTORY =
      "insert into resource_history (type, id, version, site, sequence, content, last_updated)"
          + " select k.type, k.id, k.version, :site, :sequence, k.content, :at from"
          + " jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as k(type text, id text, version int,"
          + " content jsonb)";
  // The latest Patient says who the person is. One without a token takes back what linked the
  // person before: the hospital has found that the national id was a placeholder or another's.
  private static final String PERSONS =
      "insert into person (patient_id, site, person_key, born) select k.id, :site, k.person_key,"
          + " cast(:open as int) from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as k(id"
          + " text, person_key text) on conflict (patient_id) where gone is null do update set"
          + " person_key = excluded.person_key where person.person_key is distinct from"
          + " excluded.person_key";

  /** Who they were stays in the frozen cuts. */
  private static final String PERSONS_BEFORE =
      "update person p set gone = cast(:open as int) from"
          + " jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as k(id text, person_key text)"
          + " where p.patient_id = k.id and p.gone is null and p.born < cast(:open as int) and"
          + " p.person_key is distinct from k.person_key";

  private static final String FINISH =
      "update transfer set receipt = :receipt where site = :site and sequence = :sequence";

  private static final int RETRIES = 4;

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  TransferStore(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Stores a transfer; a repeat has no second effect and gets the first receipt.
   *
   * @param inSameTransaction writes what else belongs to the records that became current, all in
   *     the data cut that is open until the transaction ends
   * @return the receipt
   * @throws Fault (as failure) RG-INGEST-001 for another site's record, RG-INGEST-003 for a number
   *     used with other content
   */
  public Uni<String> store(AcceptedTransfer transfer, CurrentWriter inSameTransaction) {
    // Two transfers that are the first to bring the same record, such as a shared Medication, do
    // not see each other: the later one fails, and sees the record when it is done anew.
    return Uni.createFrom()
        .deferred(() -> storeOnce(transfer, inSameTransaction))
        .onFailure(DatabaseFailures::raced)
        .retry()
        .atMost(RETRIES);
  }

  private Uni<String> storeOnce(AcceptedTransfer transfer, CurrentWriter inSameTransaction) {
    Instant at = ArrivalMonth.of(clock);
    return sessions.withTransaction(
        session ->
            claim(session, transfer, at)
                .flatMap(
                    fresh ->
                        fresh
                            ? write(session, transfer, at, inSameTransaction)
                            : earlierReceipt(session, transfer)));
  }

  /** Writes what follows from records, within the transaction that stores them. */
  @FunctionalInterface
  public interface CurrentWriter {
    Uni<Void> write(
        Mutiny.Session session, List<ObjectNode> current, boolean anyUpdated, int openCut);
  }

  private static Uni<Boolean> claim(Mutiny.Session session, AcceptedTransfer transfer, Instant at) {
    return session
        .createNativeQuery(CLAIM)
        .setParameter("site", transfer.site().value())
        .setParameter("sequence", transfer.sequence())
        .setParameter("sha256", transfer.sha256())
        .setParameter("resources", transfer.resources().size())
        .setParameter("at", at)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  private static Uni<String> earlierReceipt(Mutiny.Session session, AcceptedTransfer transfer) {
    return session
        .createNativeQuery(EARLIER, Object[].class)
        .setParameter("site", transfer.site().value())
        .setParameter("sequence", transfer.sequence())
        .getSingleResult()
        .map(
            row -> {
              if (!transfer.sha256().equals(row[0])) {
                throw RegistryCode.SEQUENCE_REUSED.with(
                    Fault.safe("sequence", transfer.sequence()));
              }
              return (String) row[1];
            });
  }

  private Uni<String> write(
      Mutiny.Session session,
      AcceptedTransfer transfer,
      Instant at,
      CurrentWriter inSameTransaction) {
    return existing(session, transfer)
        .flatMap(
            existing -> {
              List<StoredVersion> versions = new ArrayList<>();
              List<ObjectNode> current = new ArrayList<>();
              ArrayNode rows = JsonNodeFactory.instance.arrayNode();
              ArrayNode persons = JsonNodeFactory.instance.arrayNode();
              boolean anyUpdated = false;
              for (ObjectNode resource : transfer.resources()) {
                Existing before = existing.get(reference(resource));
                StoredVersion version = next(resource, before, transfer.sequence());
                versions.add(version);
                anyUpdated |= !version.created();
                if (version.current()) {
                  current.add(resource);
                  row(rows, resource, version.version());
                  person(persons, resource, transfer);
                }
              }
              String receipt = Receipt.of(versions, at);
              boolean updated = anyUpdated;
              return rows(session, UPSERT, rows, transfer, at)
                  .flatMap(done -> rows(session, HISTORY, rows, transfer, at))
                  .flatMap(done -> OpenCut.number(session))
                  .flatMap(
                      open ->
                          persons(session, persons, transfer, updated, open)
                              .flatMap(
                                  done -> inSameTransaction.write(session, current, updated, open)))
                  .flatMap(done -> finish(session, transfer, receipt))
                  .replaceWith(receipt);
            });
  }

  private record Existing(String site, int version, long sequence) {}

  private static Uni<Map<String, Existing>> existing(
      Mutiny.Session session, AcceptedTransfer transfer) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode resource : transfer.resources()) {
      keys.addObject()
          .put("type", resource.get("resourceType").asText())
          .put("id", resource.get("id").asText());
    }
    return session
        .createNativeQuery(EXISTING, Object[].class)
        .setParameter("keys", keys.toString())
        .getResultList()
        .map(
            found -> {
              Map<String, Existing> byReference = new HashMap<>();
              for (Object[] row : found) {
                byReference.put(
                    (String) row[0],
                    new Existing(
                        (String) row[1],
                        ((Number) row[2]).intValue(),
                        ((Number) row[3]).longValue()));
              }
              refuseOthers(transfer, byReference);
              return byReference;
            });
  }

  private static void refuseOthers(AcceptedTransfer transfer, Map<String, Existing> existing) {
    for (int i = 0; i < transfer.resources().size(); i++) {
      Existing before = existing.get(reference(transfer.resources().get(i)));
      if (before != null && !before.site().equals(transfer.site().value())) {
        throw RegistryCode.OTHER_SITE.with(Fault.safe("entry", i));
      }
    }
  }

  private static StoredVersion next(ObjectNode resource, Existing before, long sequence) {
    if (before == null) {
      return new StoredVersion(reference(resource), 1, true, true);
    }
    // A late repeat of an older transfer must not undo a newer one.
    return sequence > before.sequence()
        ? new StoredVersion(reference(resource), before.version() + 1, false, true)
        : new StoredVersion(reference(resource), before.version(), false, false);
  }

  private static void row(ArrayNode rows, ObjectNode resource, int version) {
    rows.addObject()
        .put("type", resource.get("resourceType").asText())
        .put("id", resource.get("id").asText())
        .put("version", version)
        .set("content", resource);
  }

  private static void person(ArrayNode persons, ObjectNode resource, AcceptedTransfer transfer) {
    if (!resource.get("resourceType").asText().equals("Patient")) {
      return;
    }
    String id = resource.get("id").asText();
    var key = transfer.personKeys().get(id);
    persons.addObject().put("id", id).put("person_key", key == null ? null : key.value());
  }

  private static String reference(ObjectNode resource) {
    return resource.get("resourceType").asText() + "/" + resource.get("id").asText();
  }

  private static Uni<Integer> rows(
      Mutiny.Session session, String sql, ArrayNode rows, AcceptedTransfer transfer, Instant at) {
    return rows.isEmpty()
        ? Uni.createFrom().item(0)
        : session
            .createNativeQuery(sql)
            .setParameter("rows", rows.toString())
            .setParameter("site", transfer.site().value())
            .setParameter("sequence", transfer.sequence())
            .setParameter("at", at)
            .executeUpdate();
  }

  private static Uni<Integer> persons(
      Mutiny.Session session,
      ArrayNode persons,
      AcceptedTransfer transfer,
      boolean anyUpdated,
      int open) {
    if (persons.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    Uni<Integer> before =
        anyUpdated
            ? session
                .createNativeQuery(PERSONS_BEFORE)
                .setParameter("rows", persons.toString())
                .setParameter("open", open)
                .executeUpdate()
            : Uni.createFrom().item(0);
    return before.flatMap(
        done ->
            session
                .createNativeQuery(PERSONS)
                .setParameter("rows", persons.toString())
                .setParameter("site", transfer.site().value())
                .setParameter("open", open)
                .executeUpdate());
  }

  private static Uni<Integer> finish(
      Mutiny.Session session, AcceptedTransfer transfer, String receipt) {
    return session
        .createNativeQuery(FINISH)
        .setParameter("receipt", receipt)
        .setParameter("site", transfer.site().value())
        .setParameter("sequence", transfer.sequence())
        .executeUpdate();
  }
}
