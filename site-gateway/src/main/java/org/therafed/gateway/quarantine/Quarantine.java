package org.therafed.gateway.quarantine;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.fault.StorageCode;
import org.therafed.gateway.fault.TableCode;
import org.therafed.gateway.fault.ValidateCode;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.ReasonText;
import org.therafed.gateway.intake.SealedText;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Reason;

/**
 * What does not go on, why, and what lets it enter again at convert: a consent, a day, or a person
 * at the hospital.
 */
@Singleton
public class Quarantine {

  private static final String ENTERS =
      "update arrival set state = 'new', code = null, reasons = null, due_at = ? where ";
  // What was refused at the door has nothing that could be converted.
  private static final String RETRYABLE =
      "id = ? and person_id is not null and (state = 'held' or (state = 'refused' and code ="
          + " any(?)))";
  private static final List<String> REFUSED_LATER =
      List.of(ForwardCode.REFUSED.code(), DicomCode.OTHER_PATIENT.code());

  private static final List<String> DOUBTED_VALUES =
      List.of(ValidateCode.VALIDATE_DOUBTED.code(), TableCode.HELD.code());

  private static final String DOUBTED_WITH =
      "w.state = 'held' and w.code = ? and a.state = 'held' and a.code = w.code"
          + " and a.person_id = w.person_id and a.group_key = w.group_key";

  private final Site site;

  @Inject
  public Quarantine(Site site) {
    this.site = site;
  }

  /** Holds arrivals; they can be retried. What is an erased person's is refused instead. */
  public void hold(Transaction tx, Collection<UUID> ids, List<Reason> reasons) {
    stop(tx, ids, ArrivalState.HELD, reasons);
    List<UUID> erased =
        tx.list(
            "select a.id from arrival a join person p on p.id = a.person_id where a.id ="
                + " any(?::uuid[]) and p.erased_at is not null",
            row -> row.getObject(1, UUID.class),
            ids);
    refuse(tx, erased, List.of(StorageCode.ERASED.reason()));
  }

  /** The registry will never take the arrivals as they are. */
  public void refuse(Transaction tx, Collection<UUID> ids, List<Reason> reasons) {
    stop(tx, ids, ArrivalState.REFUSED, reasons);
  }

  private void stop(
      Transaction tx, Collection<UUID> ids, ArrivalState state, List<Reason> reasons) {
    String text = ReasonText.write(reasons);
    Instant now = site.clock().instant();
    tx.batch(
        "update arrival set state = ?, code = ?, reasons = ?, outbox_id = null, changed_at = ?"
            + " where id = ?",
        ids.stream()
            .map(
                id ->
                    new Object[] {
                      state.code(),
                      reasons.get(0).code(),
                      SealedText.REASONS.seal(tx, id, text),
                      now,
                      id
                    })
            .toList());
  }

  /** What is held for want of a person's consent enters again. */
  public void releaseConsented(Transaction tx, long person) {
    tx.update(
        ENTERS + "person_id = ? and state = 'held' and code = ?",
        site.clock().instant(),
        person,
        ConsentCode.CONSENT.code());
  }

  /** Persons whose consent may begin today enter again. */
  public void releaseByDate(Transaction tx) {
    tx.update(
        ENTERS
            + "person_id in (select id from person where recheck_on <= ?) and state = 'held'"
            + " and code = ?",
        site.clock().instant(),
        site.today(),
        ConsentCode.CONSENT.code());
  }

  /** Whether {@link #retry} would let the arrival enter again. */
  public boolean isRetryable(Transaction tx, UUID id) {
    return tx.first("select 1 from arrival where " + RETRYABLE, row -> true, id, REFUSED_LATER)
        .isPresent();
  }

  /**
   * Lets an arrival enter again: a held one, or one that the registry refused. Where a later
   * version of the same record stands, it is superseded instead, because it would overwrite that
   * version at the registry. A vital status always enters again: which of its versions counts is
   * decided by what they say, and a later one may count for less. What was held as hardly possible
   * is true by that: it is not doubted again.
   *
   * @return false: it is neither
   */
  public boolean retry(Transaction tx, UUID id) {
    Optional<UUID> later =
        tx.first(
            "select l.id from arrival a join arrival l on l.business_key = a.business_key"
                + " and coalesce(l.place, l.seq) > coalesce(a.place, a.seq) where a.id = ? and not (a.kind = 'vital-status' or"
                + " (a.kind = 'Observation' and exists"
                + " (select 1 from vital_statement v where v.arrival_id = a.id)))"
                + " and not (a.kind = 'instance' and l.person_id is distinct from a.person_id)"
                + " and l.state in ('new', 'queued', 'sent', 'held') order by l.seq desc limit 1",
            row -> row.getObject(1, UUID.class),
            id);
    int moved =
        later.isPresent()
            ? tx.update(
                "update arrival set state = 'superseded', superseded_by = ?, code = null,"
                    + " reasons = null, changed_at = ? where "
                    + RETRYABLE,
                later.get(),
                site.clock().instant(),
                id,
                REFUSED_LATER)
            : tx.update(
                "update arrival set confirmed = confirmed or coalesce(code = any(?), false),"
                    + " state = 'new', code = null, reasons = null, due_at = ? where "
                    + RETRYABLE,
                DOUBTED_VALUES,
                site.clock().instant(),
                id,
                REFUSED_LATER);
    return moved == 1;
  }

  /** What is held because it may be of another person enters again: the person is known better. */
  public void releaseDoubted(Transaction tx, long person) {
    tx.update(
        ENTERS + "person_id = ? and state = 'held' and code = ?",
        site.clock().instant(),
        person,
        DicomCode.PATIENT_DIFFERS.code());
  }

  /**
   * Somebody has looked: all images of the arrival's study that are held for it are of the person
   * whom they name. They enter again, as the last word on the study.
   *
   * @return false: the arrival is not held for it
   */
  public boolean confirmPatient(Transaction tx, UUID id) {
    return tx.update(
            "update arrival a set state = 'new', code = null, reasons = null, due_at = ?,"
                + " patient_confirmed = true, repeated_seq = (select max(seq) from arrival)"
                + " from arrival w where w.id = ? and "
                + DOUBTED_WITH,
            site.clock().instant(),
            id,
            DicomCode.PATIENT_DIFFERS.code())
        > 0;
  }

  /**
   * Somebody has looked: the image is of another person. It goes nowhere.
   *
   * @param study whether all images of its study are that are held for it
   * @return false: the arrival is not held for it
   */
  public boolean refusePatient(Transaction tx, UUID id, boolean study) {
    List<UUID> images =
        tx.list(
            "select a.id from arrival a join arrival w on w.id = ? and "
                + DOUBTED_WITH
                + (study ? "" : " and a.id = w.id")
                + " for update of a",
            row -> row.getObject(1, UUID.class),
            id,
            DicomCode.PATIENT_DIFFERS.code());
    refuse(tx, images, List.of(DicomCode.OTHER_PATIENT.reason()));
    return !images.isEmpty();
  }
}
