package org.therafed.registry.disclose;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.therafed.evidence.disclosure.DisclosedProportion;
import org.therafed.evidence.disclosure.DisclosedResponse;
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
    if (result instanceof NotReleased) {
      return new Disclosed(result, null, null, List.of());
    }
    return new Disclosed(
        result,
        share(estimate.linked()),
        share(estimate.excluded()),
        estimate.caveats().stream().map(Enum::name).toList());
  }

  /** A part of a group passes the same rules as any rate: neither it nor the rest may be small. */
  private DisclosedProportion share(Estimate.Share share) {
    return Disclosure.disclose(share.finding(), share.group(), policy, ledger)
            instanceof DisclosedResponse response
        ? response.rate()
        : null;
  }
}
