package org.therafed.evidence.disclosure.transfer;

import java.util.Optional;
import java.util.Set;
import org.therafed.evidence.disclosure.Cohort;

/**
 * Port: among which sites one site has answered about which of its people. The site keeps it as
 * long as its ledger: a total of four sites less a total of three is the fourth site's own sums,
 * and a ledger of people alone does not see it.
 */
public interface AnswerRecord {

  /** The sites that answered together when this site first answered about exactly these people. */
  Optional<Set<String>> sitesOf(Cohort people);

  /**
   * Remembers an answer, masked or open.
   *
   * @param sites labels of all that answer together, this site among them
   */
  void answered(Cohort people, Set<String> sites);

  /** An empty record in memory. */
  static AnswerRecord inMemory() {
    return new AnswersInMemory();
  }
}
