package org.therafed.registry.disclose;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosedProportion;
import org.therafed.evidence.disclosure.DisclosedResponse;
import org.therafed.evidence.disclosure.DisclosedResult;
import org.therafed.evidence.disclosure.Disclosure;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.NotReleased;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.disclosure.WithheldReason;
import org.therafed.registry.estimate.Estimate;

/** The one way from an estimate to a person. */
@ApplicationScoped
public class PublicationDoor {

  /** The one policy; {@link Releases} keeps its ledger by it too. */
  static final DisclosurePolicy POLICY = DisclosurePolicy.defaults();

  /**
   * What may be published of an estimate.
   *
   * @param ledger what has been released of the estimate's data cut
   */
  public Disclosed disclose(Estimate estimate, ReleaseLedger ledger) {
    reserve(estimate, ledger);
    DisclosedResult result =
        Disclosure.disclose(estimate.finding(), estimate.cohort(), POLICY, ledger);
    if (result instanceof NotReleased) {
      return new Disclosed(result, null, null, null, List.of());
    }
    return new Disclosed(
        result,
        share(estimate.linked(), ledger),
        share(estimate.excluded(), ledger),
        share(estimate.withdrawn(), ledger),
        estimate.caveats().stream().map(Enum::name).toList());
  }

  /**
   * What may be published of an estimate about a group that its question defines. The whole arm is
   * reserved first, so that the group is compared with it and with what is left of it.
   *
   * @param ledger of the estimate's data cut
   */
  Disclosed disclose(Estimate estimate, DefinedGroup group, CutLedger ledger) {
    Cohort members = estimate.arm();
    boolean admitted =
        members.size() >= POLICY.cohortMinimum()
            && group.arm().size() >= POLICY.cohortMinimum()
            && ledger.consider(group.arm(), "arm") == ReleaseLedger.Decision.RELEASE
            && ledger.admit(group, members) == ReleaseLedger.Decision.RELEASE;
    return disclose(estimate, admitted ? ledger : new Refusing(ledger));
  }

  /** Refuses all that may otherwise be shown; keeps why for the auditor. */
  private record Refusing(CutLedger ledger) implements ReleaseLedger {
    @Override
    public Decision consider(Cohort membership, String figure) {
      return Decision.REFUSE;
    }

    @Override
    public void withheld(Cohort membership, String figure, WithheldReason reason) {
      ledger.withheld(membership, figure, reason);
    }
  }

  /**
   * A whole arm counts as released as soon as anything of it is asked. Otherwise somebody who asks
   * first for an endpoint that leaves a few persons out would take the whole arm's figures from
   * everybody, for as long as the data cut is asked.
   */
  private static void reserve(Estimate estimate, ReleaseLedger ledger) {
    if (estimate.arm().size() >= POLICY.cohortMinimum()) {
      ledger.consider(estimate.arm(), "arm");
    }
  }

  /** A part of a group passes the same rules as any rate: neither it nor the rest may be small. */
  private static DisclosedProportion share(Estimate.Share share, ReleaseLedger ledger) {
    return Disclosure.disclose(share.finding(), share.group(), POLICY, ledger)
            instanceof DisclosedResponse response
        ? response.rate()
        : null;
  }
}
