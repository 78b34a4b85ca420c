package org.therafed.gateway.flow;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.fault.StorageCode;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Reason;

/** How long records have been held, by the code of their reason; without any identifier. */
@Singleton
public class HeldAgeing {

  private static final Logger LOG = Logger.getLogger(HeldAgeing.class);

  /** What waits for a patient's permission may wait for good: nobody has to mend anything. */
  private static final Set<String> PATIENTS_CHOICE =
      Set.of(ConsentCode.CONSENT.code(), ConsentCode.RETRACTED.code());

  private final Database database;
  private final Site site;
  private final Duration alertAfter;

  @Inject
  HeldAgeing(Database database, Site site, SiteConfig config) {
    this.database = database;
    this.site = site;
    this.alertAfter = config.retention().heldAlert();
  }

  /**
   * What is held for one reason.
   *
   * @param late how many for longer than the alert allows
   * @param oldest since when the oldest has been held
   */
  public record Held(String code, long count, long late, Instant oldest) {}

  /** What is held, by code. */
  public List<Held> byCode() {
    Instant before = site.clock().instant().minus(alertAfter);
    return database.inTransaction(
        tx ->
            tx.list(
                "select code, count(*) as held, count(*) filter (where changed_at < ?) as late,"
                    + " min(changed_at) as oldest from arrival where state = 'held' group by code"
                    + " order by code",
                row ->
                    new Held(
                        row.getString("code"),
                        row.getLong("held"),
                        row.getLong("late"),
                        Transaction.instant(row, "oldest")),
                before));
  }

  /** How long something has been held, whole days. */
  public long days(Instant since) {
    return Duration.between(since, site.clock().instant()).toDays();
  }

  /** What is to be looked at; empty: nothing is held for too long. */
  public Optional<Reason> alarm() {
    List<Held> late =
        byCode().stream()
            .filter(held -> held.late() > 0 && !PATIENTS_CHOICE.contains(held.code()))
            .toList();
    return late.stream()
        .map(Held::oldest)
        .min(Instant::compareTo)
        .map(
            oldest ->
                StorageCode.AGEING.reason(
                    safe("count", late.stream().mapToLong(Held::late).sum()),
                    safe("days", alertAfter.toDays()),
                    safe("oldest", days(oldest))));
  }

  /** Says it in the log. */
  void alert() {
    alarm()
        .ifPresent(
            reason -> LOG.warnf("stage=quarantine code=%s %s", reason.code(), reason.found()));
  }
}
