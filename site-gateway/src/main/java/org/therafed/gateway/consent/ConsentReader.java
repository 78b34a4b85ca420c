package org.therafed.gateway.consent;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.terminology.Systems;

/**
 * Reads what a FHIR Consent says about registry research. Unreadable means no: what cannot be
 * placed in time or understood counts as a refusal of the day it came, so that a withdrawal cannot
 * vanish behind an older permission.
 */
public final class ConsentReader {

  private ConsentReader() {}

  /**
   * The decision; empty for a document that decides nothing (a draft, one entered in error, a
   * permission for another purpose).
   *
   * @param receivedOn the day it came, in the hospital's zone
   */
  public static Optional<ConsentDecision> read(Consent consent, LocalDate receivedOn) {
    Consent.ConsentState status = consent.getStatus();
    if (status == null) {
      return Optional.of(ConsentDecision.deny(receivedOn));
    }
    return switch (status) {
      case DRAFT, PROPOSED, ENTEREDINERROR -> Optional.empty();
      case ACTIVE -> active(consent, receivedOn);
      default -> Optional.of(ConsentDecision.deny(day(consent).orElse(receivedOn)));
    };
  }

  private static Optional<ConsentDecision> active(Consent consent, LocalDate receivedOn) {
    Consent.ConsentProvisionType type = consent.getProvision().getType();
    Optional<LocalDate> day = day(consent);
    if (type == Consent.ConsentProvisionType.DENY) {
      return Optional.of(ConsentDecision.deny(day.orElse(receivedOn)));
    }
    if (type == Consent.ConsentProvisionType.PERMIT && !isResearch(consent.getScope())) {
      return Optional.empty();
    }
    boolean plain =
        type == Consent.ConsentProvisionType.PERMIT
            && day.isPresent()
            && !consent.getProvision().hasProvision()
            && readable(consent.getProvision().getPeriod());
    if (!plain) {
      return Optional.of(ConsentDecision.deny(receivedOn));
    }
    Period period = consent.getProvision().getPeriod();
    return Optional.of(
        new ConsentDecision(
            true, day.get(), day(period.getStartElement()), day(period.getEndElement())));
  }

  private static boolean isResearch(CodeableConcept scope) {
    return scope.getCoding().stream()
        .anyMatch(
            c -> Systems.CONSENT_SCOPE.equals(c.getSystem()) && "research".equals(c.getCode()));
  }

  private static boolean readable(Period period) {
    return (!period.hasStart() || day(period.getStartElement()).isPresent())
        && (!period.hasEnd() || day(period.getEndElement()).isPresent());
  }

  private static Optional<LocalDate> day(Consent consent) {
    return day(consent.getDateTimeElement());
  }

  private static Optional<LocalDate> day(DateTimeType element) {
    return FhirTime.parse(element.getValueAsString())
        .filter(time -> time.length() == 10)
        .map(FhirTime::date);
  }
}
