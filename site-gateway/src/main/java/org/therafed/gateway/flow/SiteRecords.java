package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What was queued or sent of a person, moved back to the hospital's own dates: for the hospital's
 * staff, who treat by true days. The ids are those under which the records leave.
 */
@Singleton
public class SiteRecords {

  private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(T.*)?");

  private final FlowStore store;
  private final Deidentifier deidentifier;

  @Inject
  SiteRecords(FlowStore store, Deidentifier deidentifier) {
    this.store = store;
    this.deidentifier = deidentifier;
  }

  /**
   * A record.
   *
   * @param queuedAt when this version of it was ready to leave
   */
  public record SiteRecord(JsonNode resource, Instant queuedAt) {}

  /** Persons of whom something was queued or sent, by number, some at a time. */
  public List<Long> persons(Transaction tx, long after, int limit) {
    return tx.list(
        "select distinct person_id from outbox where person_id > ? and kind = 'records' and state"
            + " in ('queued', 'sent') and retracted_by is null order by person_id limit ?",
        row -> row.getLong(1),
        after,
        limit);
  }

  /** The person of an arrival, as the one that the person was merged into. */
  public Optional<Long> personOf(Transaction tx, java.util.UUID arrival) {
    return tx.first(
        "select coalesce(p.merged_into, p.id) from arrival a join person p on p.id = a.person_id"
            + " where a.id = ? and p.erased_at is null",
        row -> row.getLong(1),
        arrival);
  }

  /** The hospital's id of a person. */
  public PatientKey key(Transaction tx, long person) {
    return store.person(tx, person).key();
  }

  /** The latest arrival of a person, by which pages name the person. */
  public Optional<java.util.UUID> latestArrival(Transaction tx, long person) {
    return tx.first(
        "select id from arrival where person_id = ? order by seq desc limit 1",
        row -> row.getObject(1, java.util.UUID.class),
        person);
  }

  /** The last version of each record, at the hospital's own dates. */
  public List<SiteRecord> of(Transaction tx, long person) {
    int days = deidentifier.shiftDays(store.person(tx, person).subject());
    return leaving(tx, person).stream()
        .map(record -> new SiteRecord(moved(record.resource(), -days), record.queuedAt()))
        .toList();
  }

  /** The same as it leaves, with its dates moved. */
  public static List<SiteRecord> leaving(Transaction tx, long person) {
    Map<String, SiteRecord> records = new LinkedHashMap<>();
    tx.list(
            "select body, resources, enqueued_at from outbox where person_id = ? and kind = 'records'"
                + " and state in ('queued', 'sent') and retracted_by is null order by id",
            SiteRecords::records,
            person)
        .forEach(
            some ->
                some.forEach(
                    record ->
                        records.put(
                            record.resource().path("resourceType").asText()
                                + "/"
                                + record.resource().path("id").asText(),
                            record)));
    return List.copyOf(records.values());
  }

  /** Of a transfer that has a number its very bytes, as only they are kept; else what waits. */
  private static List<SiteRecord> records(ResultSet row) throws SQLException {
    Instant at = Transaction.instant(row, "enqueued_at");
    List<SiteRecord> records = new ArrayList<>();
    byte[] body = row.getBytes("body");
    if (body == null) {
      byte[] waiting = row.getString("resources").getBytes(StandardCharsets.UTF_8);
      TransferBundle.readTree(waiting).forEach(one -> records.add(new SiteRecord(one, at)));
    } else {
      TransferBundle.readTree(body)
          .path("entry")
          .forEach(entry -> records.add(new SiteRecord(entry.path("resource"), at)));
    }
    return records;
  }

  private static JsonNode moved(JsonNode node, int days) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(moved(field.getValue(), days)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, moved(array.get(i), days));
      }
    } else if (node.isTextual()) {
      Matcher day = DAY.matcher(node.textValue());
      if (day.matches()) {
        String time = day.group(2) == null ? "" : day.group(2);
        return new TextNode(LocalDate.parse(day.group(1)).plusDays(days) + time);
      }
    }
    return node;
  }
}
