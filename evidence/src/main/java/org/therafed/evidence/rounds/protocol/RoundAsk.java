package org.therafed.evidence.rounds.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;

/**
 * What the registry sends to each site in one round.
 *
 * @param question its id and version, as approved
 * @param attempt from 1; one more whenever a site has dropped out
 * @param sites that are to answer, sorted
 * @param shown the total of the round before, from which the site re-derives this one; of size 0 in
 *     the first round of an attempt
 * @param request what is to be summed
 */
public record RoundAsk(
    @JsonProperty("question") String question,
    @JsonProperty("attempt") int attempt,
    @JsonProperty("sites") List<String> sites,
    @JsonProperty("shown") RoundSums shown,
    @JsonProperty("request") RoundRequest request) {
  public RoundAsk {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(request, "request");
    sites = List.copyOf(new TreeSet<>(sites));
  }

  /**
   * What the masks of this round are for: the whole ask by its SHA-256, the same at every site. Two
   * asks that differ in the totals shown or in the parameters alone get different masks, even at a
   * site that has lost its memory of the first.
   */
  String purpose() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] whole = digest.digest(RoundJson.write(this).getBytes(StandardCharsets.UTF_8));
      return "therafed-round/2|" + HexFormat.of().formatHex(whole);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
