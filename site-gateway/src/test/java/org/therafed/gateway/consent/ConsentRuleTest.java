package org.therafed.gateway.consent;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsentRuleTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

  private static ConsentDecision permit(String day, String from, String to) {
    return new ConsentDecision(
        true,
        LocalDate.parse(day),
        Optional.ofNullable(from).map(LocalDate::parse),
        Optional.ofNullable(to).map(LocalDate::parse));
  }

  private static ConsentDecision deny(String day) {
    return ConsentDecision.deny(LocalDate.parse(day));
  }

  private static boolean inForce(ConsentDecision... decisions) {
    return ConsentRule.on(TODAY, List.of(decisions)).inForce();
  }

  @Test
  void noDecisionMeansNo() {
    assertThat(inForce()).isFalse();
  }

  @Test
  void theLatestDecisionWinsWhateverTheOrder() {
    assertThat(inForce(permit("2025-01-01", null, null), deny("2025-02-01"))).isFalse();
    assertThat(inForce(deny("2025-02-01"), permit("2025-01-01", null, null))).isFalse();
    assertThat(inForce(deny("2025-02-01"), permit("2025-03-01", null, null))).isTrue();
  }

  private static final LocalDate MERGED = LocalDate.of(2026, 3, 1);

  private static ConsentRule.Answer ofTwoIds(
      List<ConsentDecision> one, List<ConsentDecision> other) {
    return ConsentRule.ofSeveralIds(TODAY, List.of(one, other), MERGED);
  }

  @Test
  void ofTwoIdsOfOnePersonTheStricterCountsUntilSomebodyDecides() {
    ConsentDecision permit = permit("2025-06-01", null, null);
    // An earlier refusal under the other id would be overruled under one id.
    assertThat(ofTwoIds(List.of(permit), List.of(deny("2025-01-01"))).inForce()).isFalse();
    assertThat(ofTwoIds(List.of(deny("2025-01-01")), List.of(permit)).inForce()).isFalse();
    assertThat(ofTwoIds(List.of(permit), List.of(permit("2024-01-01", null, null))).inForce())
        .isTrue();
    assertThat(
            ofTwoIds(List.of(permit), List.of(permit("2024-01-01", null, "2024-12-31"))).inForce())
        .isFalse();
    // Only what is decided from the day of the merge on speaks for both.
    ConsentDecision backlog = permit("2026-02-28", null, null);
    assertThat(ofTwoIds(List.of(permit, backlog), List.of(deny("2025-01-01"))).inForce()).isFalse();
    ConsentDecision since = permit("2026-03-01", null, null);
    assertThat(ofTwoIds(List.of(permit, since), List.of(deny("2025-01-01"))).inForce()).isTrue();
    assertThat(ofTwoIds(List.of(permit, since), List.of(deny("2026-04-01"))).inForce()).isFalse();
  }

  @Test
  void anIdWithoutDecisionsSaysNothingAndTwoSuchIdsSayNo() {
    assertThat(ofTwoIds(List.of(permit("2025-06-01", null, null)), List.of()).inForce()).isTrue();
    assertThat(ofTwoIds(List.of(), List.of()).inForce()).isFalse();
    assertThat(ofTwoIds(List.of(), List.of(permit("2026-07-01", null, null))).recheckOn())
        .contains(LocalDate.of(2026, 7, 1));
  }

  @Test
  void onOneDayARefusalBeatsAPermission() {
    assertThat(inForce(permit("2025-01-01", null, null), deny("2025-01-01"))).isFalse();
  }

  @Test
  void thePeriodIncludesBothItsDays() {
    assertThat(inForce(permit("2025-01-01", "2026-06-15", "2026-06-15"))).isTrue();
    assertThat(inForce(permit("2025-01-01", "2026-06-16", null))).isFalse();
    assertThat(inForce(permit("2025-01-01", null, "2026-06-14"))).isFalse();
  }

  @Test
  void aPermissionThatBeginsLaterIsLookedAtAgainOnItsDay() {
    assertThat(ConsentRule.on(TODAY, List.of(permit("2025-01-01", "2026-07-01", null))).recheckOn())
        .contains(LocalDate.of(2026, 7, 1));
  }

  @Test
  void aPermissionDatedAheadDoesNotCountYetButARefusalDoes() {
    assertThat(inForce(permit("2026-06-16", null, null))).isFalse();
    assertThat(inForce(permit("2025-01-01", null, null), deny("2026-06-16"))).isFalse();
  }

  private static Consent consent(Consent.ConsentState status, String type, String dateTime) {
    Consent consent = new Consent();
    consent.setStatus(status);
    consent.setScope(
        new CodeableConcept(
            new Coding("http://terminology.hl7.org/CodeSystem/consentscope", "research", null)));
    if (type != null) {
      consent.getProvision().setType(Consent.ConsentProvisionType.fromCode(type));
    }
    if (dateTime != null) {
      consent.setDateTimeElement(new DateTimeType(dateTime));
    }
    return consent;
  }

  private static boolean inForceWith(Consent later) {
    ConsentDecision old = permit("2025-01-01", null, null);
    return ConsentReader.read(later, TODAY.minusDays(1))
        .map(decision -> inForce(old, decision))
        .orElseGet(() -> inForce(old));
  }

  @Test
  void undatedRevocationExcludesThePatient() {
    assertThat(inForceWith(consent(Consent.ConsentState.ACTIVE, "deny", null))).isFalse();
    assertThat(inForceWith(consent(Consent.ConsentState.INACTIVE, "permit", null))).isFalse();
  }

  @Test
  void anUnreadableConsentExcludesThePatient() {
    assertThat(inForceWith(consent(Consent.ConsentState.ACTIVE, null, "2024-01-01"))).isFalse();
    Consent nested = consent(Consent.ConsentState.ACTIVE, "permit", "2026-01-01");
    nested.getProvision().addProvision().setType(Consent.ConsentProvisionType.DENY);
    assertThat(inForceWith(nested)).isFalse();
  }

  @Test
  void anUndatedPermissionGrantsNothing() {
    Consent undated = consent(Consent.ConsentState.ACTIVE, "permit", null);
    assertThat(inForce(ConsentReader.read(undated, TODAY).orElseThrow())).isFalse();
  }

  @Test
  void aDraftAndAPermissionForAnotherPurposeDecideNothing() {
    assertThat(
            ConsentReader.read(consent(Consent.ConsentState.DRAFT, "permit", "2026-01-01"), TODAY))
        .isEmpty();
    Consent other = consent(Consent.ConsentState.ACTIVE, "permit", "2026-01-01");
    other.setScope(new CodeableConcept(new Coding("urn:x", "treatment", null)));
    assertThat(ConsentReader.read(other, TODAY)).isEmpty();
  }

  /** The restriction as JSON: where it stands, and what is said there. */
  static Stream<String> restrictions() {
    return Stream.of(
        "provision 'purpose':[{'system':'urn:x','code':'HRESCH'}]",
        "provision 'purpose':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason',"
            + "'code':'TREAT'}]",
        "provision 'actor':[{'role':{'coding':[{'code':'IRCP'}]},'reference':{'display':'x'}}]",
        "provision 'class':[{'system':'http://hl7.org/fhir/resource-types','code':'Observation'}]",
        "provision 'action':[{'coding':[{'code':'access'}]}]",
        "provision 'dataPeriod':{'end':'2011-01-01'}",
        "provision 'code':[{'coding':[{'code':'2857-1'}]}]",
        "provision 'data':[{'meaning':'instance','reference':{'display':'x'}}]",
        "provision 'securityLabel':[{'code':'R'}]",
        "provision 'modifierExtension':[{'url':'urn:not','valueBoolean':true}]",
        "provision 'provision':[{'type':'deny'}]",
        "consent 'modifierExtension':[{'url':'urn:not','valueBoolean':true}]",
        "consent 'implicitRules':'urn:rules'");
  }

  @ParameterizedTest
  @MethodSource("restrictions")
  void aRestrictedPermissionIsARefusalAsOfItsDate(String restriction) {
    String[] parts = restriction.split(" ", 2);
    Consent restricted =
        permission(
            parts[0].equals("consent") ? parts[1] : "",
            parts[0].equals("provision") ? parts[1] : "");
    assertThat(ConsentReader.read(restricted, TODAY))
        .contains(ConsentDecision.deny(LocalDate.parse("2026-01-01")));
  }

  @Test
  void aPermissionForResearchAmongOtherPurposesCounts() {
    Consent research =
        permission(
            "",
            "'purpose':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':"
                + "'HPAYMT'},{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason',"
                + "'code':'HRESCH'}],'extension':[{'url':'urn:x','valueBoolean':true}]");
    assertThat(ConsentReader.read(research, TODAY).orElseThrow().permit()).isTrue();
  }

  private static Consent permission(String onConsent, String onProvision) {
    Consent plain = consent(Consent.ConsentState.ACTIVE, "permit", "2026-01-01");
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    String json = parser.encodeResourceToString(plain);
    String with =
        json.replace("\"status\"", (onConsent + ",\"status\"").replaceFirst("^,", ""))
            .replace("\"type\"", (onProvision + ",\"type\"").replaceFirst("^,", ""));
    return parser.parseResource(Consent.class, with.replace('\'', '"'));
  }
}
