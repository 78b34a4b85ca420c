package org.therafed.gateway.consent;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.site.Site;

/** The decisions on record. A decision counts as long as its arrival is not superseded. */
@Singleton
public class ConsentBook {

  private final Site site;

  @Inject
  public ConsentBook(Site site) {
    this.site = site;
  }

  /** Puts the decisions of one arrival in place of the ones it had. */
  public void record(Transaction tx, UUID arrival, long person, List<ConsentDecision> decisions) {
    tx.update("delete from consent_decision where arrival_id = ?", arrival);
    for (int i = 0; i < decisions.size(); i++) {
      ConsentDecision decision = decisions.get(i);
      tx.update(
          "insert into consent_decision (arrival_id, position, person_id, decision, decided_on,"
              + " valid_from, valid_to) values (?, ?, ?, ?, ?, ?, ?)",
          arrival,
          i,
          person,
          decision.permit() ? "permit" : "deny",
          decision.decidedOn(),
          decision.validFrom().orElse(null),
          decision.validTo().orElse(null));
    }
  }

  /** Whether the person's records may leave today. */
  public ConsentRule.Answer answer(Transaction tx, long person) {
    List<ConsentDecision> decisions =
        new ArrayList<>(
            tx.list(
                "select d.decision, d.decided_on, d.valid_from, d.valid_to from consent_decision d"
                    + " join arrival a on a.id = d.arrival_id"
                    + " where d.person_id = ? and a.state <> 'superseded'",
                ConsentBook::decision,
                person));
    decisions.addAll(unreadable(tx, person));
    return ConsentRule.on(site.today(), decisions);
  }

  /** Consent rows that were refused at the door: perhaps a withdrawal that nobody could read. */
  private List<ConsentDecision> unreadable(Transaction tx, long person) {
    return tx.list(
        "select r.received_at from arrival r where r.person_id = ? and r.kind = 'consents'"
            + " and r.state = 'refused' and not exists (select 1 from arrival c where"
            + " c.business_key = r.business_key and c.seq > r.seq and c.state in ('new',"
            + " 'queued', 'sent', 'held'))",
        row -> ConsentDecision.deny(receivedOn(Transaction.instant(row, "received_at"))),
        person);
  }

  /** The hospital's day of an instant. */
  public LocalDate receivedOn(Instant at) {
    return LocalDate.ofInstant(at, site.zone());
  }

  private static ConsentDecision decision(ResultSet row) throws SQLException {
    return new ConsentDecision(
        row.getString("decision").equals("permit"),
        row.getObject("decided_on", LocalDate.class),
        Optional.ofNullable(row.getObject("valid_from", LocalDate.class)),
        Optional.ofNullable(row.getObject("valid_to", LocalDate.class)));
  }
}
