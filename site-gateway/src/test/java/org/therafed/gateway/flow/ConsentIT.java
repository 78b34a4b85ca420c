package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Texts;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What a Consent does that cannot be read, cannot be converted, or comes again. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ConsentIT extends WithRegistry {

  private static final String ELSEWHERE =
      "'organization':[{'reference':'https://elsewhere.example/Organization/1'}],";

  private static String patient(String mrn) {
    return "{'resourceType':'Patient','id':'"
        + mrn
        + "','identifier':[{'value':'"
        + mrn
        + "'}],'gender':'male'}";
  }

  /** A Consent with these parts before the usual ones. */
  private static String consent(String mrn, String parts, String status, String type) {
    return "{'resourceType':'Consent',"
        + parts
        + "'status':'"
        + status
        + "','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope',"
        + "'code':'research'}]},'category':[{'coding':[{'system':'http://loinc.org','code':"
        + "'59284-0'}]}],'patient':{'reference':'Patient/"
        + mrn
        + "'},'dateTime':'2024-02-03','policyRule':{'coding':[{'system':"
        + "'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'OPTIN'}]},'provision':"
        + "{'type':'"
        + type
        + "'}}";
  }

  private static String bundle(String... resources) {
    return "{'resourceType':'Bundle','type':'collection','entry':[{'resource':"
        + String.join("},{'resource':", resources)
        + "}]}";
  }

  private static int post(String type, String body) {
    int status = Gateway.fhir(type, body.replace('\'', '"')).statusCode();
    Gateway.settled();
    return status;
  }

  private void labGoes(String mrn, String sample) {
    int before = registry.resources("Observation").size();
    lab(mrn, sample);
    Eventually.holds("sent", () -> registry.resources("Observation").size() == before + 1);
  }

  private void labStays(String mrn, String sample) {
    int before = registry.resources("Observation").size();
    lab(mrn, sample);
    assertThat(registry.resources("Observation")).hasSize(before);
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-CONSENT-001");
  }

  private static void lab(String mrn, String sample) {
    Gateway.table(
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        mrn + "," + sample + ",2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
  }

  @Test
  void aWithdrawalThatCannotBeConvertedHoldsThePerson() {
    Gateway.consent("CI-1");
    post("Patient", patient("CI-1"));
    labGoes("CI-1", "S-1");
    assertThat(post("Consent", consent("CI-1", "'id':'c1'," + ELSEWHERE, "inactive", "deny")))
        .isEqualTo(201);
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-CONVERT-003");
    labStays("CI-1", "S-2");
    // The same Consent, corrected to a permission, lifts it.
    post("Consent", consent("CI-1", "'id':'c1',", "active", "permit"));
    labGoes("CI-1", "S-3");
  }

  @Test
  void aWithdrawalBesideARecordThatNoProfileDescribesCounts() {
    Gateway.consent("CI-2");
    labGoes("CI-2", "S-1");
    String encounter =
        "{'resourceType':'Encounter','id':'e2','status':'finished','class':{'code':'AMB'},"
            + "'subject':{'reference':'Patient/CI-2'}}";
    String withdrawal = consent("CI-2", "'id':'c2',", "inactive", "deny");
    post("", bundle(patient("CI-2"), encounter, withdrawal));
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-CONVERT-001");
    labStays("CI-2", "S-2");
  }

  @Test
  void aPermissionBesideARecordThatNoProfileDescribesIsNotARefusal() {
    String encounter =
        "{'resourceType':'Encounter','id':'e3','status':'finished','class':{'code':'AMB'},"
            + "'subject':{'reference':'Patient/CI-3'}}";
    String permit = consent("CI-3", "'id':'c3',", "active", "permit");
    post("", bundle(patient("CI-3"), encounter, permit));
    labGoes("CI-3", "S-1");
  }

  @Test
  void aConsentThatFhirDoesNotKnowIsRefusedAndHoldsThePerson() {
    Gateway.consent("CI-4");
    post("Patient", patient("CI-4"));
    labGoes("CI-4", "S-1");
    assertThat(post("Consent", consent("CI-4", "'id':'c4',", "widerrufen", "deny"))).isEqualTo(422);
    labStays("CI-4", "S-2");
    post("Consent", consent("CI-4", "'id':'c4',", "active", "permit"));
    labGoes("CI-4", "S-3");
  }

  @Test
  void aRefusedConsentOfAPatientWhoIsNotKnownYetCountsWhenTheyCome() {
    assertThat(post("Consent", consent("CI-5", "", "widerrufen", "deny"))).isEqualTo(422);
    Gateway.consent("CI-5");
    post("Patient", patient("CI-5"));
    labStays("CI-5", "S-1");
  }

  @Test
  void enteredInErrorCancelsTheConsentThatCameInABundle() {
    String permit = consent("CI-6", "'id':'c6',", "active", "permit");
    post("", bundle(patient("CI-6"), permit));
    labGoes("CI-6", "S-1");
    post("Consent", consent("CI-6", "'id':'c6',", "entered-in-error", "permit"));
    labStays("CI-6", "S-2");
  }

  @Test
  void aVersionIsKnownByItsIdentifierToo() {
    String identifier = "'identifier':[{'system':'urn:forms','value':'77'}],";
    post("", bundle(patient("CI-7"), consent("CI-7", identifier, "active", "permit")));
    labGoes("CI-7", "S-1");
    post("Consent", consent("CI-7", "'id':'c7'," + identifier, "entered-in-error", "permit"));
    labStays("CI-7", "S-2");
  }

  @Test
  void aCorrectedRowLiftsTheRefusalOfTheUnreadableOne() {
    Gateway.table("consents", "mrn,decision,signed_on", "CI-8,widerrufen,2025-06-01");
    Gateway.table("consents", "mrn,decision,signed_on", "CI-8,permit,2025-06-01");
    labGoes("CI-8", "S-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'purpose':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'HPAYMT'}]",
        "'actor':[{'role':{'coding':[{'code':'IRCP'}]},'reference':{'display':'x'}}]",
        "'class':[{'system':'http://hl7.org/fhir/resource-types','code':'ImagingStudy'}]",
        "'action':[{'coding':[{'code':'access'}]}]",
        "'dataPeriod':{'end':'2011-01-01'}",
        "'code':[{'coding':[{'code':'2857-1'}]}]",
        "'data':[{'meaning':'instance','reference':{'display':'x'}}]",
        "'securityLabel':[{'code':'R'}]",
        "'modifierExtension':[{'url':'urn:not','valueBoolean':true}]",
        "'provision':[{'type':'deny'}]",
      })
  void aRestrictedPermissionLetsNothingLeave(String restriction) {
    String mrn = "CI-R" + Integer.toHexString(restriction.hashCode());
    String permit = consent(mrn, "'id':'c" + mrn + "',", "active", "permit");
    post("Patient", patient(mrn));
    post("Consent", permit.replace("'type':'permit'", "'type':'permit'," + restriction));
    labStays(mrn, "S-1");
    // The same Consent without the restriction.
    post("Consent", permit);
    labGoes(mrn, "S-2");
  }

  @Test
  void aPermissionThatDoesNotPassValidationLetsNothingLeave() {
    String permit = consent("CI-9", "'id':'c9',", "active", "permit");
    post("Patient", patient("CI-9"));
    post("Consent", permit.replace("'59284-0'", "'99999-9'"));
    labStays("CI-9", "S-1");
    post("Consent", permit);
    labGoes("CI-9", "S-2");
  }

  @ParameterizedTest
  @CsvSource({
    "CI-A, Patient/CI-A/_history/2, 201",
    "CI-B, http://his.example/fhir/Patient/CI-B, 422",
    "CI-C, https://his.example/fhir/Patient/CI-C/_history/7, 422",
    "CI-D, #p, 201",
  })
  void aWithdrawalCountsWhicheverFormItsReferenceHas(String mrn, String reference, int status) {
    Gateway.consent(mrn);
    post("Patient", patient(mrn));
    labGoes(mrn, "S-1");
    assertThat(post("Consent", withdrawal(mrn, reference))).isEqualTo(status);
    labStays(mrn, "S-2");
  }

  @Test
  void aRefusedWithdrawalOfAContainedPatientCounts() {
    Gateway.consent("CI-E");
    labGoes("CI-E", "S-1");
    String unread = withdrawal("CI-E", "#p").replace("'inactive'", "'widerrufen'");
    assertThat(post("Consent", unread)).isEqualTo(422);
    labStays("CI-E", "S-2");
  }

  @Test
  void aVersionIsKnownByAnIdentifierOfAnyLength() {
    String identifier =
        "'identifier':[{'system':'urn:forms','value':'" + Texts.incompressible(9000, 5) + "'}],";
    post("", bundle(patient("CI-G"), consent("CI-G", identifier, "active", "permit")));
    labGoes("CI-G", "S-1");
    post("Consent", consent("CI-G", identifier, "entered-in-error", "permit"));
    labStays("CI-G", "S-2");
    // Also where the version cannot be read.
    assertThat(post("Consent", consent("CI-G", identifier, "widerrufen", "deny"))).isEqualTo(422);
    post("Consent", consent("CI-G", identifier, "active", "permit"));
    labGoes("CI-G", "S-3");
  }

  @ParameterizedTest
  @CsvSource({
    "refused, urn:uuid:7, 422",
    "refused, #q, 422",
    "refused, http://his.example/fhir/Patient/CI-UNKNOWN, 422",
    "held, Patient/CI-NOT-YET, 201",
  })
  void aConsentOfNobodyShowsAsItsOwnReason(String outcome, String reference, int status) {
    assertThat(post("Consent", withdrawal("CI-F", reference))).isEqualTo(status);
    assertThat(Gateway.arrivals(outcome).get(0)).containsEntry("code", "GW-CONSENT-002");
  }

  private static String withdrawal(String mrn, String reference) {
    String contained =
        "'contained':[{'resourceType':'Patient','id':'p','identifier':[{'value':'" + mrn + "'}]}],";
    return consent(mrn, reference.equals("#p") ? contained : "", "inactive", "deny")
        .replace("Patient/" + mrn, reference);
  }
}
