package org.therafed.registry.disclose;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.therafed.evidence.disclosure.DisclosedResult;
import org.therafed.evidence.disclosure.Disclosure;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.NotReleased;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.registry.estimate.Estimate;

/**
 * The one way from an estimate to a person. The ledger has no memory yet: questions are a fixed
 * list over whole arms, so that no two differ by a few persons.
 */
@ApplicationScoped
public class PublicationDoor {

  private final DisclosurePolicy policy = DisclosurePolicy.defaults();
  private final ReleaseLedger ledger = ReleaseLedger.withoutHistory();

  /** What may be published of an estimate. */
  public Disclosed disclose(Estimate estimate) {
    DisclosedResult result =
        Disclosure.disclose(estimate.finding(), estimate.cohort(), policy, ledger);
    return new Disclosed(
        result,
        result instanceof NotReleased
            ? List.of()
            : estimate.caveats().stream().map(Enum::name).toList());
  }
}
