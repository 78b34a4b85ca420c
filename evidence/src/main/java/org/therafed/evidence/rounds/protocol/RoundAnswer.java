package org.therafed.evidence.rounds.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.rounds.mask.MaskedSums;

/**
 * What a site sends back.
 *
 * @param question as asked
 * @param attempt as asked
 * @param round as asked
 * @param site who answers
 * @param sums its sums under masks
 */
public record RoundAnswer(
    @JsonProperty("question") String question,
    @JsonProperty("attempt") int attempt,
    @JsonProperty("round") int round,
    @JsonProperty("site") String site,
    @JsonProperty("sums") MaskedSums sums) {
  public RoundAnswer {
    Objects.requireNonNull(question, "question");
    Sites.check(site);
    Objects.requireNonNull(sums, "sums");
  }
}
