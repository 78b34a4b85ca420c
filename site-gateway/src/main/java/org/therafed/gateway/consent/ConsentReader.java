package org.therafed.gateway.consent;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.terminology.Systems;

/**
 * Reads what a FHIR Consent says about registry research. Unreadable means no: what cannot be
 * placed in time or understood counts as a refusal of the day it came, so that a withdrawal cannot
 * vanish behind an older permission. A permission with a restriction counts as a refusal of its own
 * day: the registry cannot promise to keep the restriction.
 */
public final class ConsentReader {

  // Whatever else a provision says narrows it, elements of later editions included.
  private static final Set<String> UNRESTRICTING =
      Set.of("id", "extension", "type", "period", "purpose");

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
    boolean readable =
        type == Consent.ConsentProvisionType.PERMIT
            && day.isPresent()
            && readable(consent.getProvision().getPeriod());
    if (!readable) {
      return Optional.of(ConsentDecision.deny(receivedOn));
    }
    if (restricted(consent)) {
      return Optional.of(ConsentDecision.deny(day.get()));
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

  private static boolean restricted(Consent consent) {
    Consent.ProvisionComponent provision = consent.getProvision();
    return consent.hasModifierExtension()
        || consent.hasImplicitRules()
        || (provision.hasPurpose()
            && provision.getPurpose().stream().noneMatch(ConsentReader::isResearch))
        || provision.children().stream()
            .anyMatch(child -> child.hasValues() && !UNRESTRICTING.contains(child.getName()));
  }

  private static boolean isResearch(Coding purpose) {
    return Systems.ACT_REASON.equals(purpose.getSystem()) && "HRESCH".equals(purpose.getCode());
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
