package org.therafed.gateway.consent.optout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Fault;

/**
 * Who stands on the hospital's opt-out lists. An entry has no date: it counts while it stands. Ids
 * are kept as keyed digests only: nobody has to read them again.
 */
@Singleton
public class OptOuts {

  /** Joins persons {@code p} to entries {@code o} that are about them. */
  public static final String MATCHES =
      "((o.kind in ('mrn', 'any') and o.value = p.patient_id and (o.kind = 'any' or o.issuer ="
          + " p.issuer)) or (o.kind in ('national-id', 'any') and o.folded = p.national_lookup"
          + " and (o.issuer = '' or o.issuer = p.national_country)))";

  private static final String OF_PERSONS =
      "select o.id, o.ended_at is null from person p join opt_out o on "
          + MATCHES
          + " where p.id = any(?) order by o.id";

  private final Site site;

  @Inject
  public OptOuts(Site site) {
    this.site = site;
  }

  /**
   * Entries about one person.
   *
   * @param inForce number of the first that stands; empty: none does
   * @param ever whether there ever was one
   */
  public record Entries(Optional<Long> inForce, boolean ever) {}

  private record Found(long id, boolean stands) {}

  /** Entries about a person who is known under these numbers. */
  public Entries of(Transaction tx, List<Long> persons) {
    List<Found> found =
        tx.list(OF_PERSONS, row -> new Found(row.getLong(1), row.getBoolean(2)), persons);
    return new Entries(
        found.stream().filter(Found::stands).map(Found::id).findFirst(), !found.isEmpty());
  }

  /**
   * Takes up a list.
   *
   * @param list its name
   * @param complete whether entries that it does not have end. They do not where a row could not be
   *     understood, and where there is no row at all: what was cut off must not let records leave
   * @throws Fault GW-OPTOUT-002 if it is no list
   */
  public OptOutReport take(Transaction tx, String list, byte[] bytes, boolean complete) {
    List<OptOutReader.Row> rows = OptOutReader.read(bytes, site.patientIssuer());
    Instant now = site.clock().instant();
    List<OptOutReport.Row> report = new ArrayList<>();
    Set<Long> kept = new HashSet<>();
    int listed = 0;
    for (OptOutReader.Row row : rows) {
      if (row.entry().isEmpty()) {
        report.add(shown(row, "refused", false));
        continue;
      }
      OptOut entry = row.entry().get();
      Optional<Long> before = find(tx, list, entry);
      long id = before.orElseGet(() -> add(tx, list, entry, now));
      listed += before.isPresent() ? 0 : 1;
      kept.add(id);
      report.add(shown(row, before.isPresent() ? "standing" : "listed", known(tx, id)));
    }
    boolean whole =
        complete && !rows.isEmpty() && rows.stream().allMatch(row -> row.problem().isEmpty());
    int ended = whole ? end(tx, list, kept, now) : 0;
    return new OptOutReport(listed, kept.size() - listed, ended, report);
  }

  private static OptOutReport.Row shown(OptOutReader.Row row, String outcome, boolean known) {
    return new OptOutReport.Row(row.line(), outcome, known, row.problem().map(GatewayCode::reason));
  }

  private static Optional<Long> find(Transaction tx, String list, OptOut entry) {
    return tx.first(
        "select id from opt_out where list = ? and kind = ? and issuer = ? and value = ? and"
            + " ended_at is null",
        row -> row.getLong(1),
        list,
        entry.kind().code(),
        issuer(tx, entry.kind().code(), entry.issuer()),
        tx.lookup(Lookup.PATIENT_ID, entry.value()));
  }

  private static long add(Transaction tx, String list, OptOut entry, Instant now) {
    return tx.first(
            "insert into opt_out (list, kind, issuer, value, folded, listed_at) values (?, ?, ?, ?,"
                + " ?, ?) returning id",
            row -> row.getLong(1),
            list,
            entry.kind().code(),
            issuer(tx, entry.kind().code(), entry.issuer()),
            tx.lookup(Lookup.PATIENT_ID, entry.value()),
            tx.lookup(Lookup.NATIONAL_ID, entry.folded()),
            now)
        .orElseThrow();
  }

  /** A country stays as it is; where it should stand, somebody may have written the id. */
  public static String issuer(Transaction tx, String kind, String issuer) {
    boolean country = !kind.equals(OptOut.Kind.MRN.code()) && issuer.matches("[A-Z]{0,2}");
    return country ? issuer : tx.lookup(Lookup.ISSUER, issuer);
  }

  private static boolean known(Transaction tx, long id) {
    return tx.first(
            "select true from opt_out o join person p on " + MATCHES + " where o.id = ? limit 1",
            row -> row.getBoolean(1),
            id)
        .orElse(false);
  }

  /** Ends what the list no longer has; consent of those persons is looked at again at once. */
  private int end(Transaction tx, String list, Set<Long> kept, Instant now) {
    tx.update(
        "update person p set recheck_on = ? from opt_out o where o.list = ? and o.ended_at is null"
            + " and not (o.id = any(?)) and "
            + MATCHES,
        site.today(),
        list,
        kept);
    return tx.update(
        "update opt_out set ended_at = ? where list = ? and ended_at is null and not (id = any(?))",
        now,
        list,
        kept);
  }

  /** How many entries stand. */
  public long standing(Transaction tx, String list) {
    return tx.first(
            "select count(*) from opt_out where list = ? and ended_at is null",
            row -> row.getLong(1),
            list)
        .orElse(0L);
  }
}
