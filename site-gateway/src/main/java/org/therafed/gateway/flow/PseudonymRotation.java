package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.outbox.Outbox;

/**
 * Brings every person under the latest version of the site's key, one after the other, in a
 * transaction each: with the version changes what will leave, and the registry is told in the order
 * of the person's transfers. A stop between two persons is made up for at the next start.
 */
@Singleton
public class PseudonymRotation {

  private static final Logger LOG = Logger.getLogger(PseudonymRotation.class);
  private static final int PERSONS_AT_ONCE = 100;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Database database;
  private final FlowStore store;
  private final Deidentifier deidentifier;
  private final KeyCustody keys;
  private final KeyCheck check;
  private final Outbox outbox;
  private final SendSignal signal;
  private final LoopSignal wake = new LoopSignal();
  private Thread worker;
  private volatile boolean running;

  @Inject
  PseudonymRotation(
      Database database,
      FlowStore store,
      Deidentifier deidentifier,
      KeyCustody keys,
      KeyCheck check,
      Outbox outbox,
      SendSignal signal) {
    this.database = database;
    this.store = store;
    this.deidentifier = deidentifier;
    this.keys = keys;
    this.check = check;
    this.outbox = outbox;
    this.signal = signal;
  }

  void start() {
    running = true;
    worker = Threads.daemon(this::work, "pseudonym-rotation");
    worker.start();
  }

  void stop() throws InterruptedException {
    running = false;
    wake.end();
    if (worker != null) {
      worker.interrupt();
      worker.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  /** Makes a new version of the site's key; persons follow by themselves. Answers its number. */
  public int rotate() {
    int version = keys.rotate();
    check.remember();
    LOG.infof("stage=ops action=key-rotation outcome=made version=%d", version);
    wake.raise();
    return version;
  }

  /** Persons who are not under the latest version yet, or of whom the registry does not know it. */
  public long awaiting() {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select (select count(*) from person where key_version < ? and erased_at is null)"
                        + " + (select count(*)"
                        + " from outbox where kind = 'remap' and state = 'queued')",
                    row -> row.getLong(1),
                    keys.versions()))
        .orElse(0L);
  }

  private void work() {
    try {
      while (running) {
        stepOrWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stepOrWait() throws InterruptedException {
    try {
      if (!step()) {
        wake.await();
      }
    } catch (RuntimeException e) {
      LOG.errorf("stage=rotation outcome=failed exception=%s", e.getClass().getName());
      wake.await(AFTER_FAILURE);
    }
  }

  /** Some persons; answers whether there were any. */
  boolean step() {
    int version = keys.versions();
    List<Long> behind =
        database.inTransaction(
            tx ->
                tx.list(
                    "select id from person where key_version < ? and erased_at is null order by id"
                        + " limit ?",
                    row -> row.getLong(1),
                    version,
                    PERSONS_AT_ONCE));
    for (Long person : behind) {
      database.inTransaction(
          tx -> {
            move(tx, person, version);
            return null;
          });
      signal.raise();
    }
    return !behind.isEmpty();
  }

  private void move(Transaction tx, long id, int version) {
    store.await(tx, id);
    Person person = store.person(tx, id);
    if (person.keyVersion() >= version) {
      return;
    }
    // A retired id has no pseudonym of its own any more.
    if (person.mergedInto().isEmpty() && outbox.any(tx, id)) {
      deidentifier
          .remap(person.subject(), person.keyedBy(version).subject(), true)
          .ifPresent(remap -> outbox.put(tx, id, remap));
    }
    tx.update("update person set key_version = ?, patient_sent = null where id = ?", version, id);
  }
}
