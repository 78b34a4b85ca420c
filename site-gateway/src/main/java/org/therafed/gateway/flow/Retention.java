package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.distribution.RetentionTimes;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.object.ObjectFiles;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.distribution.RetentionPolicy.Outcome;

/**
 * Drops the content of arrivals whose time is over. The row stays, with what became of it: what
 * came is counted for good. What waits, is held or is being taken back is never touched, nor is
 * what a decision on consent was read from: that is its evidence.
 */
@Singleton
class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int ROWS_AT_ONCE = 500;
  private static final int FILES_AT_ONCE = 100;

  private static final String OVER =
      "select id from arrival a where state = ? and changed_at < ? and dropped_at is null and"
          + " retracted_by is null and not exists (select 1 from consent_decision d where"
          + " d.arrival_id = a.id) and not exists (select 1 from unread_consent u where u.arrival_id"
          + " = a.id) and not exists (select 1 from consent_evidence e where e.arrival_id = a.id)"
          + " order by changed_at limit "
          + ROWS_AT_ONCE
          + " for update skip locked";

  private static final String IN_CLEAR =
      "select id, file from arrival where file is not null and dropped_at is null and file not like"
          + " '%.sealed' and id > ? order by id limit "
          + FILES_AT_ONCE;

  private final Database database;
  private final ObjectFiles files;
  private final RetentionTimes times;
  private final Site site;

  @Inject
  Retention(Database database, ObjectFiles files, RetentionTimes times, Site site) {
    this.database = database;
    this.files = files;
    this.times = times;
    this.site = site;
  }

  /** Drops what is over, some rows at a time; answers how many. */
  int drop() {
    int dropped = drop(ArrivalState.SENT, times.of(Outcome.SENT));
    dropped += drop(ArrivalState.REFUSED, times.of(Outcome.REFUSED));
    dropped += drop(ArrivalState.SUPERSEDED, times.of(Outcome.SUPERSEDED));
    if (dropped > 0) {
      LOG.infof("stage=storage action=drop arrivals=%d", dropped);
    }
    removeFiles();
    return dropped;
  }

  private int drop(ArrivalState state, Duration kept) {
    Instant now = site.clock().instant();
    int all = 0;
    int some = ROWS_AT_ONCE;
    while (some == ROWS_AT_ONCE) {
      some =
          database.inTransaction(
              tx -> {
                List<UUID> over =
                    tx.list(
                        OVER, row -> row.getObject(1, UUID.class), state.code(), now.minus(kept));
                return tx.update(
                    "update arrival set content = null, dropped_at = ? where id = any(?::uuid[])",
                    now,
                    over);
              });
      all += some;
    }
    return all;
  }

  private record Kept(UUID arrival, String file) {}

  /** Removes files whose arrivals have been dropped; a stop between the two is made up for. */
  void removeFiles() {
    List<Kept> some = dropped();
    while (!some.isEmpty()) {
      int removed = 0;
      for (Kept one : some) {
        removed += removed(one) ? 1 : 0;
      }
      // What cannot be removed now is tried again the next time.
      some = removed == some.size() ? dropped() : List.of();
    }
  }

  private List<Kept> dropped() {
    return database.inTransaction(
        tx ->
            tx.list(
                "select id, file from arrival where dropped_at is not null and file is not null"
                    + " limit "
                    + FILES_AT_ONCE,
                row -> new Kept(row.getObject(1, UUID.class), row.getString(2))));
  }

  private boolean removed(Kept one) {
    try {
      files.delete(one.file());
    } catch (IOException e) {
      failed("remove", one.arrival());
      return false;
    }
    database.inTransaction(
        tx -> tx.update("update arrival set file = null where id = ?", one.arrival()));
    return true;
  }

  /** Seals files that an earlier version has kept in clear; answers how many. */
  int sealFiles() {
    int sealed = 0;
    List<Kept> some = inClear(new UUID(0, 0));
    while (!some.isEmpty()) {
      for (Kept one : some) {
        sealed += sealed(one) ? 1 : 0;
      }
      some = inClear(some.get(some.size() - 1).arrival());
    }
    if (sealed > 0) {
      LOG.infof("stage=storage action=seal files=%d", sealed);
    }
    return sealed;
  }

  private List<Kept> inClear(UUID after) {
    return database.inTransaction(
        tx ->
            tx.list(
                IN_CLEAR, row -> new Kept(row.getObject(1, UUID.class), row.getString(2)), after));
  }

  /** The sealed file first, then the row, then the one in clear goes: none is ever missing. */
  private boolean sealed(Kept one) {
    try {
      Optional<String> sealed = files.seal(one.file());
      if (sealed.isEmpty()) {
        return false;
      }
      int moved =
          database.inTransaction(
              tx ->
                  tx.update(
                      "update arrival set file = ? where id = ? and file = ?",
                      sealed.get(),
                      one.arrival(),
                      one.file()));
      files.delete(moved == 1 ? one.file() : sealed.get());
      return moved == 1;
    } catch (IOException e) {
      failed("seal", one.arrival());
      return false;
    }
  }

  private static void failed(String action, UUID arrival) {
    LOG.errorf(
        "arrival=%s stage=storage action=%s outcome=failed code=%s",
        arrival, action, ServiceCode.UNEXPECTED.code());
  }
}
