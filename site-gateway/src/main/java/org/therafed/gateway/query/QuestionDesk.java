package org.therafed.gateway.query;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.fault.QueryCode;
import org.therafed.gateway.query.QuestionBook.Entry;
import org.therafed.gateway.query.QuestionBook.State;
import org.therafed.profiles.outcome.Fault;

/** Where the hospital's people see what is asked, decide on it, and accept other sites' keys. */
@Singleton
public class QuestionDesk {

  private final Database database;
  private final QuestionBook book;
  private final PeerBook peers;
  private final SiteLedger ledger;

  @Inject
  QuestionDesk(Database database, QuestionBook book, PeerBook peers, SiteLedger ledger) {
    this.database = database;
    this.book = book;
    this.peers = peers;
    this.ledger = ledger;
  }

  /**
   * What people see.
   *
   * @param counts received, by state, turned away, and by code of refusal
   * @param ledger by data cut, the newest first
   */
  public record View(
      Map<String, Long> counts,
      List<Entry> questions,
      List<PeerBook.SeenPeer> peers,
      List<SiteLedger.OfCut> ledger) {}

  /** The latest questions, the peers, the ledger, and counts of all. */
  public View view(int most) {
    return database.inTransaction(
        tx ->
            new View(
                book.counts(tx), book.latest(tx, most), peers.all(tx), ledger.byCut(tx, most)));
  }

  /**
   * Decides for a person on a waiting question.
   *
   * @throws Fault GW-QUERY-015 if it does not wait
   */
  public void decide(String id, boolean approved) {
    database.inTransaction(
        tx -> {
          book.inTurn(tx);
          if (book.find(tx, id).filter(entry -> entry.state() == State.WAITING).isEmpty()) {
            throw QueryCode.NOT_WAITING.with();
          }
          if (approved) {
            book.changed(tx, id, State.APPROVED);
          } else {
            book.refused(tx, id, QueryCode.PERSON);
          }
          return null;
        });
  }

  /**
   * Accepts a key of another site as that site's.
   *
   * @param thumbprint RFC 7638, base64url
   * @throws Fault GW-QUERY-016 if it was not seen
   */
  public void accept(String peer, String thumbprint) {
    database.inTransaction(
        tx -> {
          peers.accept(tx, peer, thumbprint);
          return null;
        });
  }
}
