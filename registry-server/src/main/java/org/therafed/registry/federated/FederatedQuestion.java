package org.therafed.registry.federated;

import java.time.Instant;
import java.util.List;
import org.therafed.profiles.federated.AskedFigure;

/**
 * A question to sites, as it stands.
 *
 * @param cut number of its data cut
 * @param body the question as it was posed, JSON in its one form
 * @param attempt of the masked sums, from 1
 * @param total sums over all sites that count, JSON; null before, or if no site counts
 * @param counted labels of these sites
 * @param withheld how many sites do not count for their small cells did not cross
 * @param linked persons of these sites who are known at further ones and are counted once
 * @param answer id of the published answer; null before
 */
public record FederatedQuestion(
    String id,
    AskedFigure asked,
    int cut,
    String body,
    String account,
    Instant expiresAt,
    Phase phase,
    Instant phaseUntil,
    int attempt,
    String total,
    List<String> counted,
    int withheld,
    int linked,
    String answer) {
  public FederatedQuestion {
    counted = List.copyOf(counted);
  }
}
