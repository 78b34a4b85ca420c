package org.therafed.gateway.console;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.site.Site;
import org.therafed.runtime.login.PasswordRefused;
import org.therafed.runtime.login.PasswordTaken;
import org.therafed.runtime.login.RefusalLimit;
import org.therafed.runtime.login.oidc.ProviderSignedIn;

/** Who signed in, was refused, looked at a patient or changed something. Rows are never changed. */
@Singleton
class ConsoleAudit {

  private final Database database;
  private final RefusalLimit limit;
  private final Site site;

  @Inject
  ConsoleAudit(Database database, RefusalLimit limit, Site site) {
    this.database = database;
    this.limit = limit;
    this.site = site;
  }

  /**
   * One act on record.
   *
   * @param unrecorded refusals before it that were only counted
   */
  record Line(
      long id,
      Instant at,
      String account,
      String address,
      String act,
      Optional<UUID> arrival,
      boolean allowed,
      long unrecorded) {}

  void signedIn(@Observes PasswordTaken taken) {
    keep(ConsoleAct.signIn(taken.account(), taken.address()), true, 0);
  }

  void refused(@Observes PasswordRefused refused) {
    refused(ConsoleAct.signIn(refused.account(), refused.address()));
  }

  void byProvider(@Observes ProviderSignedIn signIn) {
    ConsoleAct act = ConsoleAct.signIn(signIn.account(), signIn.address());
    if (signIn.taken()) {
      done(act);
    } else {
      refused(act);
    }
  }

  void done(ConsoleAct act) {
    keep(act, true, 0);
  }

  /** So many a minute, so that nobody fills the disk; the others are counted. */
  void refused(ConsoleAct act) {
    if (limit.admits(site.clock().instant())) {
      keep(act, false, limit.takeUnrecorded());
    }
  }

  private void keep(ConsoleAct act, boolean allowed, long unrecorded) {
    database.inTransaction(
        tx ->
            tx.update(
                "insert into console_act (done_at, account, address, act, arrival_id, allowed,"
                    + " unrecorded) values (?, ?, ?, ?, ?, ?, ?)",
                site.clock().instant(),
                act.account(),
                act.address(),
                act.act(),
                act.arrival().orElse(null),
                allowed,
                unrecorded));
  }

  /** The latest before a number, the latest first. */
  List<Line> before(long id, int limit) {
    return database.inTransaction(
        tx ->
            tx.list(
                "select id, done_at, account, address, act, arrival_id, allowed, unrecorded from"
                    + " console_act where id < ? order by id desc limit ?",
                row ->
                    new Line(
                        row.getLong("id"),
                        Transaction.instant(row, "done_at"),
                        row.getString("account"),
                        row.getString("address"),
                        row.getString("act"),
                        Optional.ofNullable(row.getObject("arrival_id", UUID.class)),
                        row.getBoolean("allowed"),
                        row.getLong("unrecorded")),
                id,
                limit));
  }
}
