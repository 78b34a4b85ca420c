package org.therafed.gateway.console;

import java.util.List;

/**
 * What the registry has asked, ready to print.
 *
 * @param aggregates whether this site keeps its records and is asked at all
 * @param approval whether a person decides on each question
 * @param first whether the first key seen of another site counts
 * @param asked when the registry gave its questions last; empty: never
 * @param failed when it could not be asked since; empty: it could
 * @param turnedAway messages that are no questions to this site
 */
public record QuestionsView(
    boolean aggregates,
    boolean approval,
    boolean first,
    String asked,
    String failed,
    long turnedAway,
    List<Question> waiting,
    List<Question> others,
    List<Peer> peers,
    List<Cut> ledger) {

  /**
   * A question.
   *
   * @param figure response, survival or slope
   * @param who a condition on the persons, as JSON; empty: everybody
   * @param among labels of the sites that answered together; empty before
   * @param reason why it was refused, with its code; empty unless it was
   */
  public record Question(
      String id,
      String figure,
      String module,
      String endpoint,
      String arm,
      String who,
      String cut,
      String receivedAt,
      String expiresAt,
      String changedAt,
      String state,
      String among,
      String reason) {}

  /**
   * A key of another site.
   *
   * @param accepted {@code person}, {@code setting} or {@code first}; empty: not yet
   */
  public record Peer(String site, String thumbprint, String seenAt, String accepted) {}

  /** What the ledger holds about a data cut. */
  public record Cut(String cut, long answered, long refused, int groups, int left, String last) {}
}
