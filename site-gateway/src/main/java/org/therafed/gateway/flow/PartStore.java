package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.gateway.intake.ReasonText;
import org.therafed.gateway.intake.SealedContent;
import org.therafed.gateway.intake.SealedText;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Reason;

/** Parts of Bundles that are held as arrivals of their own. */
@Singleton
class PartStore {

  private final Site site;

  @Inject
  PartStore(Site site) {
    this.site = site;
  }

  /**
   * A part.
   *
   * @param kind the resource's type
   * @param name {@code Type/id} at the hospital; empty where it has none
   * @param needs ids of records without which it does not leave
   */
  record Part(String kind, String name, Bytes content, List<Reason> reasons, Set<String> needs) {}

  /** Holds a part at the place of its Bundle; the same part that is held already stands for it. */
  UUID hold(Transaction tx, Arrival whole, Part part) {
    UUID id = UUID.randomUUID();
    String sha256 = Digests.hex(part.content().toArray());
    String digest = tx.lookup(Lookup.CONTENT, sha256);
    String key =
        tx.lookup(
            Lookup.RECORD_KEY,
            IndexedText.key(
                part.name().isEmpty()
                    ? "fhir-unnamed|" + sha256
                    : "fhir|" + Digests.hex(part.name())));
    UUID same =
        tx.first(
                "select id from arrival where business_key = ? and content_sha256 = ?"
                    + " and state = 'held' and dropped_at is null order by seq desc limit 1",
                row -> row.getObject(1, UUID.class),
                key,
                digest)
            .orElse(null);
    Instant now = site.clock().instant();
    tx.update(
        "insert into arrival (id, source, kind, business_key, content_sha256, content, person_id,"
            + " received_at, due_at, traceparent, state, changed_at, code, reasons, superseded_by,"
            + " part_of, place, needs, named_id) select ?, source, ?, ?, ?, ?, person_id, received_at,"
            + " ?, traceparent, ?, ?, ?, ?, ?, id, coalesce(place, seq), ?, named_id from arrival"
            + " where id = ?",
        id,
        part.kind(),
        key,
        digest,
        SealedContent.seal(tx, id, sha256, part.content().toArray()),
        now,
        same == null ? "held" : "superseded",
        now,
        same == null ? part.reasons().get(0).code() : null,
        same == null ? SealedText.REASONS.seal(tx, id, ReasonText.write(part.reasons())) : null,
        same,
        part.needs().isEmpty() ? null : tx.lookups(Lookup.RECORD_ID, part.needs()),
        whole.id());
    return id;
  }

  /** What is left of a Bundle; it enters again. */
  void keep(Transaction tx, Arrival whole, byte[] content) {
    tx.update(
        "update arrival set content = ?, state = 'new', code = null, reasons = null, due_at = ?"
            + " where id = ?",
        SealedContent.seal(tx, whole.id(), whole.sha256(), content),
        site.clock().instant(),
        whole.id());
  }

  /** Parts that only waited for records that leave now enter again. */
  void release(Transaction tx, long person) {
    tx.update(
        "update arrival a set state = 'new', code = null, reasons = null, due_at = ?"
            + " where a.person_id = ? and a.needs is not null and a.state = 'held' and a.code = ?"
            + " and not exists (select 1 from unnest(a.needs) n where not exists (select 1 from"
            + " record_version v join outbox o on o.id = v.outbox_id where v.record_id = n"
            + " and v.person_id = a.person_id and o.state <> 'refused'))",
        site.clock().instant(),
        person,
        ConvertCode.NEEDED.code());
  }
}
