package org.therafed.gateway.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.DeidentifiedBundle;
import org.therafed.gateway.deidentify.PatientRemap;
import org.therafed.gateway.deidentify.PatientRetraction;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What waits to be sent, in order per person. A transfer gets its number when it is sent for the
 * first time, so that one that is withdrawn before leaves no gap; from then on its bytes are fixed.
 */
@Singleton
public class Outbox {

  /**
   * Of rows {@code o}: stored at the registry, and no message takes them back. A stopped one may
   * still come: the registry did not have it when it was asked, but may have worked on it.
   */
  public static final String TO_RETRACT =
      "o.kind = 'records' and o.state in ('sent', 'stopped') and o.sequence is not null and"
          + " o.retracted_by is null";

  private static final TransferSequence UNNUMBERED = new TransferSequence(1);

  private final Site site;

  @Inject
  public Outbox(Site site) {
    this.site = site;
  }

  /** Queues a transfer; answers the row's id. */
  public long put(
      Transaction tx,
      long person,
      DeidentifiedBundle bundle,
      int items,
      Optional<String> traceparent) {
    ArrayNode resources = JsonNodeFactory.instance.arrayNode();
    bundle.resources().forEach(resources::add);
    Instant now = site.clock().instant();
    return tx.first(
            "insert into outbox (person_id, resources, items, traceparent, state,"
                + " next_attempt_at, enqueued_at) values (?, ?, ?, ?, 'queued', ?, ?)"
                + " returning id",
            row -> row.getLong(1),
            person,
            new String(TransferBundle.bytes(resources), StandardCharsets.UTF_8),
            items,
            traceparent.orElse(null),
            now,
            now)
        .orElseThrow();
  }

  /** Queues that a person's pseudonym changes, behind what waits of the person. */
  public void put(Transaction tx, long person, PatientRemap remap) {
    // The number is given with the first attempt to send it.
    put(
        tx,
        person,
        TransferKind.REMAP,
        new PseudonymRemap(new SiteId(site.id()), UNNUMBERED, List.of(remap.move())).bytes());
  }

  /**
   * Queues that a person's records are taken back, behind what waits; answers the row's id. What is
   * on its way to the registry is taken back with them.
   */
  public long put(Transaction tx, long person, PatientRetraction retraction) {
    long id =
        put(
            tx,
            person,
            TransferKind.RETRACTION,
            new Retraction(new SiteId(site.id()), UNNUMBERED, retraction.patient()).bytes());
    tx.update(
        "update outbox set retracted_by = ? where person_id = ? and kind = 'records' and"
            + " retracted_by is null and state in ('sent', 'stopped', 'queued') and sequence is not"
            + " null",
        id,
        person);
    return id;
  }

  private long put(Transaction tx, long person, TransferKind kind, byte[] unnumbered) {
    Instant now = site.clock().instant();
    return tx.first(
            "insert into outbox (person_id, kind, resources, items, state, next_attempt_at,"
                + " enqueued_at) values (?, ?, ?, 0, 'queued', ?, ?) returning id",
            row -> row.getLong(1),
            person,
            kind.code(),
            new String(unnumbered, StandardCharsets.UTF_8),
            now,
            now)
        .orElseThrow();
  }

  /** Whether the registry has records of a person that no message takes back yet. */
  public boolean anyToRetract(Transaction tx, long person) {
    return tx.first(
            "select true from outbox o where o.person_id = ? and " + TO_RETRACT + " limit 1",
            row -> row.getBoolean(1),
            person)
        .orElse(false);
  }

  /** Whether something of a person has left, may have left or is to leave as it stands here. */
  public boolean any(Transaction tx, long person) {
    return tx.first(
            "select true from outbox where person_id = ? and (sequence is not null or state ="
                + " 'queued') limit 1",
            row -> row.getBoolean(1),
            person)
        .orElse(false);
  }

  /** Whether a waiting row is a message that brings no record. */
  public boolean isMessage(Transaction tx, long id) {
    return tx.first(
            "select true from outbox where id = ? and state = 'queued' and kind <> 'records'",
            row -> row.getBoolean(1),
            id)
        .orElse(false);
  }

  /** Whose a row is now: persons may have been merged since it was read. */
  public long ownerOf(Transaction tx, long id) {
    return tx.first("select person_id from outbox where id = ?", row -> row.getLong(1), id)
        .orElseThrow();
  }

  /** The first waiting transfer of each person, if it is due, oldest first. */
  public List<Long> due(Transaction tx, Wait wait, Collection<Long> busyPersons, int limit) {
    return tx.list(
        "select o.id from outbox o where o.state = 'queued' and (o.next_attempt_at <= ?"
            + " or o.next_attempt_at > ?)"
            + " and not (o.person_id = any(?)) and not exists (select 1 from outbox p"
            + " where p.person_id = o.person_id and p.state = 'queued' and p.id < o.id)"
            + " order by o.id limit ?",
        row -> row.getLong(1),
        wait.now(),
        wait.latest(),
        busyPersons.isEmpty() ? List.of(-1L) : busyPersons,
        limit);
  }

  /** Whose records a waiting transfer holds. */
  public Optional<Long> personOf(Transaction tx, long id) {
    return tx.first(
        "select person_id from outbox where id = ? and state = 'queued'",
        row -> row.getLong(1),
        id);
  }

  /** Whether a transfer waits and was never tried. */
  public boolean isUnnumbered(Transaction tx, long id) {
    return tx.first(
            "select true from outbox where id = ? and state = 'queued' and sequence is null",
            row -> row.getBoolean(1),
            id)
        .orElse(false);
  }

  /** The transfer with its number and bytes; the number is taken now if it has none. */
  public Optional<QueuedTransfer> claim(Transaction tx, long id) {
    Optional<Claimed> row =
        tx.first(
            "select person_id, kind, items, sequence, body, resources, attempts, traceparent from"
                + " outbox where id = ? and state = 'queued' for update",
            r ->
                new Claimed(
                    r.getLong("person_id"),
                    TransferKind.of(r.getString("kind")),
                    r.getInt("items"),
                    r.getObject("sequence", Long.class),
                    Bytes.of(r.getBytes("body")),
                    r.getString("resources"),
                    r.getInt("attempts"),
                    Optional.ofNullable(r.getString("traceparent"))),
            id);
    return row.map(claimed -> numbered(tx, id, claimed));
  }

  private record Claimed(
      long person,
      TransferKind kind,
      int items,
      Long sequence,
      Bytes body,
      String resources,
      int attempts,
      Optional<String> traceparent) {}

  private QueuedTransfer numbered(Transaction tx, long id, Claimed row) {
    long sequence = row.sequence() == null ? nextNumber(tx) : row.sequence();
    byte[] body =
        row.sequence() != null
            ? row.body().toArray()
            : bytes(row.kind(), sequence, row.resources());
    if (row.sequence() == null) {
      tx.update(
          "update outbox set sequence = ?, body = ?, body_sha256 = encode(sha256(?), 'hex')"
              + " where id = ?",
          sequence,
          body,
          body,
          id);
    }
    return new QueuedTransfer(
        id,
        row.person(),
        row.kind(),
        row.items(),
        sequence,
        Bytes.of(body),
        row.attempts(),
        row.traceparent());
  }

  private static long nextNumber(Transaction tx) {
    return tx.first(
            "update transfer_counter set last = last + 1 returning last", row -> row.getLong(1))
        .orElseThrow();
  }

  private byte[] bytes(TransferKind kind, long sequence, String unnumbered) {
    return switch (kind) {
      case RECORDS -> bytes(sequence, unnumbered);
      case REMAP -> remapBytes(sequence, unnumbered);
      case RETRACTION -> retractionBytes(sequence, unnumbered);
    };
  }

  private static byte[] retractionBytes(long sequence, String unnumbered) {
    Retraction retraction = Retraction.parse(unnumbered.getBytes(StandardCharsets.UTF_8));
    return new Retraction(retraction.site(), new TransferSequence(sequence), retraction.patient())
        .bytes();
  }

  private static byte[] remapBytes(long sequence, String unnumbered) {
    PseudonymRemap remap = PseudonymRemap.parse(unnumbered.getBytes(StandardCharsets.UTF_8));
    return new PseudonymRemap(remap.site(), new TransferSequence(sequence), remap.moves()).bytes();
  }

  private byte[] bytes(long sequence, String resources) {
    JsonNode tree = TransferBundle.readTree(resources.getBytes(StandardCharsets.UTF_8));
    List<ObjectNode> list = new ArrayList<>();
    tree.forEach(node -> list.add((ObjectNode) node));
    return TransferBundle.bytes(TransferBundle.build(new SiteId(site.id()), sequence, list));
  }

  /** What would be sent of a queued row, or was: with the next number if it has none. */
  public Optional<byte[]> preview(Transaction tx, long id) {
    return tx.first(
            "select coalesce(sequence, (select last + 1 from transfer_counter)) as number, body,"
                + " resources from outbox where id = ?",
            row -> new Object[] {row.getLong(1), row.getBytes(2), row.getString(3)},
            id)
        .map(row -> row[1] == null ? bytes((long) row[0], (String) row[2]) : (byte[]) row[1]);
  }

  /** What a bundle that is not queued would look like on the wire. */
  public byte[] preview(Transaction tx, DeidentifiedBundle bundle) {
    long number =
        tx.first("select last + 1 from transfer_counter", row -> row.getLong(1)).orElseThrow();
    return TransferBundle.bytes(
        TransferBundle.build(new SiteId(site.id()), number, bundle.resources()));
  }

  /**
   * Forgets what was said of a person, once it need not be said again: digest, number and answer
   * stay.
   */
  public void forget(Transaction tx, long person) {
    tx.update(
        "update outbox set body = null, resources = '[]' where person_id = ? and state <> 'queued'",
        person);
  }

  /** Whether something of a person is on its way, and may be at the registry already. */
  public boolean anyOnItsWay(Transaction tx, long person) {
    return tx.first(
            "select true from outbox where person_id = ? and kind = 'records' and state = 'queued'"
                + " and sequence is not null limit 1",
            row -> row.getBoolean(1),
            person)
        .orElse(false);
  }

  /** Takes back records that are queued for a person and were never sent; messages stand. */
  public void withdrawUnsent(Transaction tx, long person) {
    tx.update(
        "delete from outbox where person_id = ? and state = 'queued' and sequence is null"
            + " and kind = 'records'",
        person);
  }

  /** It is stored at the registry. */
  public void sent(Transaction tx, QueuedTransfer transfer, String receipt) {
    tx.update(
        "update outbox set state = 'sent', receipt = ?, done_at = ?, code = null,"
            + " attempts = attempts + 1, resources = '[]' where id = ?",
        receipt,
        site.clock().instant(),
        transfer.id());
  }

  /**
   * A transfer that has been on its way.
   *
   * @param sha256 of its bytes, hexadecimal
   */
  public record Numbered(long sequence, String sha256) {}

  /** Number and digest of a waiting transfer that was sent, or was about to be. */
  public Optional<Numbered> numbered(Transaction tx, long id) {
    return tx.first(
        "select sequence, body_sha256 from outbox where id = ? and state = 'queued' and sequence is"
            + " not null",
        row -> new Numbered(row.getLong(1), row.getString(2)),
        id);
  }

  /** The registry stored it at an earlier attempt; its receipt was lost. */
  public void storedBefore(Transaction tx, long id) {
    tx.update(
        "update outbox set state = 'sent', done_at = ?, code = null, resources = '[]' where id = ?",
        site.clock().instant(),
        id);
  }

  /** It is not to be sent again. */
  public void ended(Transaction tx, long id, String state, String code, String answer) {
    tx.update(
        "update outbox set state = ?, code = ?, receipt = ?, done_at = ?, attempts = attempts + 1"
            + " where id = ?",
        state,
        code,
        answer,
        site.clock().instant(),
        id);
  }

  /** It is tried again later. */
  public void again(Transaction tx, long id, Instant at, String code) {
    tx.update(
        "update outbox set next_attempt_at = ?, attempts = attempts + 1, code = ? where id = ?",
        at,
        code,
        id);
  }

  /** Gives the transfer a fresh number above what the registry has seen. */
  public void renumber(Transaction tx, long id, long registryLast) {
    numberAbove(tx, registryLast);
    tx.update(
        "update outbox set sequence = null, body = null, body_sha256 = null where id = ?", id);
  }

  /**
   * What was stored at the registry, and is not there any more, waits again under its number and
   * with its bytes, which must be kept.
   *
   * @param reconciliation that found it
   */
  public void reopen(Transaction tx, long id, long reconciliation) {
    Kept kept = kept(tx, id);
    // If the registry has the number for something else by now, it is numbered anew from these.
    tx.update(
        "update outbox set state = 'queued', resources = ?, next_attempt_at = ?, attempts = 0, code"
            + " = null, reconciliation_id = ? where id = ?",
        unnumbered(kept),
        site.clock().instant(),
        reconciliation,
        id);
  }

  /** The same under a new number. */
  public void reopenAnew(Transaction tx, long id, long reconciliation) {
    reopen(tx, id, reconciliation);
    tx.update(
        "update outbox set sequence = null, body = null, body_sha256 = null where id = ?", id);
  }

  private record Kept(TransferKind kind, Bytes body) {}

  private static Kept kept(Transaction tx, long id) {
    return tx.first(
            "select kind, body from outbox where id = ? and state = 'sent' and body is not null",
            row -> new Kept(TransferKind.of(row.getString(1)), Bytes.of(row.getBytes(2))),
            id)
        .orElseThrow(() -> new IllegalStateException("A sent row whose bytes are kept."));
  }

  private static String unnumbered(Kept kept) {
    byte[] body = kept.body().toArray();
    if (kept.kind() != TransferKind.RECORDS) {
      return new String(body, StandardCharsets.UTF_8);
    }
    ArrayNode resources = JsonNodeFactory.instance.arrayNode();
    TransferBundle.parse(body).entries().forEach(entry -> resources.add(entry.resource()));
    return new String(TransferBundle.bytes(resources), StandardCharsets.UTF_8);
  }

  /** The registry need not have this row's number, or not with this row's content. */
  public void settle(Transaction tx, long id) {
    tx.update("update outbox set settled_at = ? where id = ?", site.clock().instant(), id);
  }

  /** No number up to this one is given to a transfer from now on. */
  public void numberAbove(Transaction tx, long registryLast) {
    tx.update("update transfer_counter set last = greatest(last, ?)", registryLast);
  }
}
