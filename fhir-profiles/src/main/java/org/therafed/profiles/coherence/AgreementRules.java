package org.therafed.profiles.coherence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.profile.Profile;

/** The person's consent, and settlements that add up. */
final class AgreementRules {
  private record Said(PersonRecord consent, Days on) {
    /** The element that permits nothing. */
    String refusal() {
      return "active".equals(consent.status()) ? "provision.type" : "status";
    }

    boolean permits() {
      return "active".equals(consent.status())
          && "permit".equals(consent.resource().path("provision").path("type").textValue());
    }
  }

  private AgreementRules() {}

  static void judge(PersonRecords records, List<Finding> findings) {
    consent(records, findings);
    records
        .all()
        .filter(record -> record.type().equals("ExplanationOfBenefit"))
        .forEach(settlement -> settlement(settlement, findings));
  }

  private static void settlement(PersonRecord settlement, List<Finding> findings) {
    SettlementTotals totals = new SettlementTotals(settlement.resource());
    if (!totals.addUp()) {
      findings.add(FindingCode.SETTLEMENT_TOTAL.of(settlement.at("total")));
    }
    Place[] above = totals.aboveSubmitted().stream().map(settlement::at).toArray(Place[]::new);
    if (above.length > 0) {
      findings.add(FindingCode.BENEFIT_ABOVE_TOTAL.of(above));
    }
  }

  /** The latest decision counts; of one day the refusal, as at the gateways. */
  private static void consent(PersonRecords records, List<Finding> findings) {
    Optional<Said> latest =
        records
            .all(Profile.CONSENT)
            .flatMap(
                consent ->
                    Days.of(consent.resource().path("dateTime"))
                        .map(on -> new Said(consent, on))
                        .stream())
            .max(
                Comparator.comparing((Said said) -> said.on().last())
                    .thenComparing(said -> !said.permits()));
    latest
        .filter(said -> !said.permits())
        .ifPresent(
            said ->
                findings.add(FindingCode.CONSENT_NOT_ACTIVE.of(said.consent().at(said.refusal()))));
  }
}
