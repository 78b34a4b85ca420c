package org.therafed.profiles.projection;

import static org.therafed.profiles.outcome.Fault.safe;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Whether the best assessment by a criterion is a response, e.g. CR or PR by RECIST 1.1 for the
 * objective response rate.
 *
 * @param criterion e.g. {@code RECIST1.1}
 * @param responders the categories that count as response
 */
public record BestOfRule(String criterion, Set<String> responders) {
  public BestOfRule {
    responders = Set.copyOf(responders);
  }

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static BestOfRule of(TherapyModule.Endpoint endpoint) {
    if (endpoint.kind() != RuleKind.BEST_OF) {
      throw ProjectionCode.RULE.with(
          safe("endpoint", endpoint.id()),
          safe("kind", endpoint.kind().label()),
          safe("needed", RuleKind.BEST_OF.label()));
    }
    return new BestOfRule(
        endpoint.text("criterion").orElseThrow(), Set.copyOf(endpoint.texts("responders")));
  }

  /**
   * Evaluates one patient's assessments.
   *
   * @param index the index date; earlier assessments do not count
   * @param assessments in any order
   * @return whether one of them is a response; empty if none is evaluable
   */
  public Optional<Boolean> evaluate(LocalDate index, List<ResponseFact> assessments) {
    boolean evaluable = false;
    for (ResponseFact fact : assessments) {
      if (!fact.criterion().equals(criterion) || fact.assessedOn().isBefore(index)) {
        continue;
      }
      if (responders.contains(fact.category())) {
        return Optional.of(true);
      }
      evaluable |= !fact.category().equals("NE");
    }
    return evaluable ? Optional.of(false) : Optional.empty();
  }
}
