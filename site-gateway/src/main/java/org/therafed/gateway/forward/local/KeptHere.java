package org.therafed.gateway.forward.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.forward.Destination;
import org.therafed.gateway.forward.Holding;
import org.therafed.gateway.forward.SendResult;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * Keeps transfers instead of sending them, by the rules by which the registry keeps them: versions
 * with the time at which they came, so that a question about a data cut finds what was there then.
 * A patient who withdraws leaves every cut.
 */
@Singleton
@Typed(KeptHere.class)
public class KeptHere implements Destination {

  private static final String RECEIPT = "{\"kept\":\"here\"}";

  private final Database database;
  private final KnownModules modules;
  private final Site site;

  @Inject
  public KeptHere(Database database, KnownModules modules, Site site) {
    this.database = database;
    this.modules = modules;
    this.site = site;
  }

  @Override
  public boolean configured() {
    return true;
  }

  @Override
  public SendResult send(byte[] body, Optional<String> traceparent) {
    TransferBundle bundle = TransferBundle.parse(body);
    FactProjection projection = new FactProjection(ProfileTable.standard(), modules.current());
    return once(
        bundle.sequence().value(),
        body,
        tx -> {
          Instant now = site.clock().instant();
          for (TransferBundle.Entry entry : bundle.entries()) {
            keep(tx, entry, projection.project(entry.resource()), now);
          }
        });
  }

  private static void keep(
      Transaction tx, TransferBundle.Entry entry, List<Fact> facts, Instant now) {
    String record = entry.reference().text();
    String resource = text(entry.resource());
    boolean same =
        tx.first(
                "select resource from local_record where record = ? and gone is null",
                row -> row.getString(1).equals(resource),
                record)
            .orElse(false);
    if (same) {
      return;
    }
    tx.update("update local_record set gone = ? where record = ? and gone is null", now, record);
    // What was taken back, or is read by no question, has no facts.
    if (!facts.isEmpty()) {
      String patient = facts.get(0).patientId();
      tx.update("insert into local_person (patient) values (?) on conflict do nothing", patient);
      tx.update(
          "insert into local_record (patient, record, resource, born) values (?, ?, ?, ?)",
          patient,
          record,
          resource,
          now);
    }
  }

  private static String text(ObjectNode resource) {
    return new String(TransferBundle.bytes(resource), StandardCharsets.UTF_8);
  }

  @Override
  public SendResult sendRetraction(byte[] body) {
    Retraction retraction = Retraction.parse(body);
    return once(
        retraction.sequence().value(), body, tx -> forget(tx, retraction.patient().value()));
  }

  private static void forget(Transaction tx, String patient) {
    tx.update("delete from local_record where patient = ?", patient);
    tx.update("delete from local_person where patient = ?", patient);
  }

  @Override
  public SendResult sendRemap(byte[] body) {
    PseudonymRemap remap = PseudonymRemap.parse(body);
    return once(
        remap.sequence().value(), body, tx -> remap.moves().forEach(move -> move(tx, move)));
  }

  private static void move(Transaction tx, PseudonymRemap.Move move) {
    String from = move.from().value();
    String to = move.to().value();
    if (move.dates() == PseudonymRemap.Dates.SENT_AGAIN) {
      // Its dates were shifted otherwise; the records come again under the new name.
      forget(tx, from);
      return;
    }
    boolean known =
        tx.first("select true from local_person where patient = ?", row -> row.getBoolean(1), to)
            .orElse(false);
    if (known) {
      tx.update("delete from local_person where patient = ?", from);
      tx.update("delete from local_record where record = ?", "Patient/" + from);
    } else {
      tx.update("update local_person set patient = ? where patient = ?", to, from);
      tx.update(
          "update local_record set record = ? where record = ?",
          "Patient/" + to,
          "Patient/" + from);
    }
    tx.update("update local_record set patient = ? where patient = ?", to, from);
  }

  private interface Work {
    void in(Transaction tx);
  }

  /** A number is worked on once; other content under it is none of ours. */
  private SendResult once(long sequence, byte[] body, Work work) {
    String sha256 = sha256(body);
    return database.inTransaction(
        tx -> {
          int added =
              tx.update(
                  "insert into local_transfer (sequence, sha256) values (?, ?) on conflict do"
                      + " nothing",
                  sequence,
                  sha256);
          if (added == 0) {
            return holding(tx, sequence, sha256) == Holding.STORED
                ? new SendResult.Stored(RECEIPT)
                : new SendResult.NumberTaken();
          }
          work.in(tx);
          return new SendResult.Stored(RECEIPT);
        });
  }

  @Override
  public OptionalLong lastSequence() {
    return OptionalLong.of(
        database.inTransaction(
            tx ->
                tx.first(
                        "select coalesce(max(sequence), 0) from local_transfer",
                        row -> row.getLong(1))
                    .orElseThrow()));
  }

  @Override
  public Holding holding(long sequence, String sha256) {
    return database.inTransaction(tx -> holding(tx, sequence, sha256));
  }

  private static Holding holding(Transaction tx, long sequence, String sha256) {
    return tx.first(
                "select sha256 from local_transfer where sequence = ?",
                row -> row.getString(1),
                sequence)
            .filter(sha256::equals)
            .isPresent()
        ? Holding.STORED
        : Holding.NOT_STORED;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
