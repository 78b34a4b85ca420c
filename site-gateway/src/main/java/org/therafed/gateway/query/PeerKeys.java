package org.therafed.gateway.query;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.federated.SiteQuestion.Peer;

/** The other sites' keys of one question: what they signed when they joined, and whose they are. */
@Singleton
class PeerKeys {

  private final Site site;
  private final PeerBook book;

  @Inject
  PeerKeys(Site site, PeerBook book) {
    this.site = site;
    this.book = book;
  }

  /** The peers' keys for masks; empty if one has not signed that it was asked the same. */
  Optional<Map<String, PublicKey>> keys(Transaction tx, SiteQuestion question) {
    Map<String, PublicKey> keys = new HashMap<>();
    boolean own = false;
    for (Peer peer : question.peers()) {
      Optional<SiteAnswer> joined =
          PeerBook.joined(peer)
              .filter(answer -> answer.question().equals(question.id()))
              .filter(answer -> answer.digest().equals(question.asked().digest()));
      if (joined.isEmpty()) {
        return Optional.empty();
      }
      if (isHere(peer)) {
        own = isOwn(tx, question, peer);
      } else {
        try {
          keys.put(peer.site().value(), QuestionSecrets.publicKey(joined.get().content()));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return own && keys.size() == question.peers().size() - 1 ? Optional.of(keys) : Optional.empty();
  }

  private boolean isHere(Peer peer) {
    return peer.site().value().equals(site.id());
  }

  /** Whether the registry hands on what this site itself signed when it joined. */
  private static boolean isOwn(Transaction tx, SiteQuestion question, Peer peer) {
    return tx.first(
            "select true from query_answer where question = ? and phase = 'JOIN' and answer = ?",
            row -> row.getBoolean(1),
            question.id(),
            peer.joined())
        .orElse(false);
  }

  /** Whether every other site's signing key counts as that site's. */
  boolean allAccepted(Transaction tx, SiteQuestion question) {
    boolean all = true;
    for (Peer peer : question.peers()) {
      // Every one is noted, so that they can be looked at together.
      all &= isHere(peer) || book.accepts(tx, peer);
    }
    return all;
  }
}
