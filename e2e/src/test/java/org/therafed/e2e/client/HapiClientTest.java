package org.therafed.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.client.api.IClientInterceptor;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.BasicAuthInterceptor;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.gclient.ReferenceClientParam;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.PlayedFederation;
import org.therafed.e2e.fixture.Registry;

/** HAPI's generic client reads what a site sent or a grant gives, and is told what it may not. */
@ExtendWith(PlayedFederation.Shared.class)
class HapiClientTest {

  private static final String PSA = "http://loinc.org|2857-1";

  private static final String VALUES =
      "select id from resource where type = 'Observation' and content #>> '{code,coding,0,code}' ="
          + " '2857-1' and site = ?";

  /** Of patients with a course or a decision of the grant's module. */
  private static final String GRANTED_VALUES =
      VALUES
          + " and exists (select from (select site, patient_id, module, gone from fact_course union"
          + " all select site, patient_id, module, gone from fact_decision) f where f.site ="
          + " resource.site and f.patient_id = substr(resource.content #>> '{subject,reference}',"
          + " 9) and f.gone is null and f.module = 'rlt-psma')";

  private final PlayedFederation played;

  HapiClientTest(PlayedFederation played) {
    this.played = played;
  }

  private IGenericClient client(IClientInterceptor identity) {
    IGenericClient client =
        FhirContext.forR4Cached()
            .newRestfulGenericClient(played.registry().base().resolve("/fhir").toString());
    client.registerInterceptor(identity);
    return client;
  }

  private IGenericClient ofSite(String site, String scope) {
    String token = played.registry().accessToken(site, played.federation().dataDir(site), scope);
    return client(new BearerTokenAuthInterceptor(token));
  }

  private String site() {
    return played.federation().gateways().get(0).hospital().id();
  }

  private Set<String> stored(String sql, String site) {
    try (Database database = played.database()) {
      return new TreeSet<>(database.list(sql, row -> row.getString(1), site));
    }
  }

  private static Bundle all(IGenericClient client, String url) {
    Bundle whole = client.search().byUrl(url).returnBundle(Bundle.class).execute();
    Bundle page = whole;
    while (page.getLink(Bundle.LINK_NEXT) != null) {
      page = client.loadPage().next(page).execute();
      page.getEntry().forEach(whole::addEntry);
    }
    return whole;
  }

  private static Set<String> ids(Bundle bundle) {
    Set<String> ids = new TreeSet<>();
    bundle.getEntry().forEach(entry -> ids.add(entry.getResource().getIdElement().getIdPart()));
    return ids;
  }

  private static Patient patientOf(IGenericClient client, Observation value) {
    return client
        .read()
        .resource(Patient.class)
        .withId(value.getSubject().getReferenceElement().getIdPart())
        .execute();
  }

  private static <E extends BaseServerResponseException> void refused(
      Class<E> how, String code, ThrowingCallable request) {
    E refusal = catchThrowableOfType(how, request);
    assertThat(refusal).as(code).isNotNull();
    OperationOutcome outcome = (OperationOutcome) refusal.getOperationOutcome();
    assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
        .isEqualTo(code);
  }

  @Test
  void siteReadsAllThatItSentPageByPage() {
    IGenericClient client = ofSite(site(), "system/*.rs");
    CapabilityStatement said = client.capabilities().ofType(CapabilityStatement.class).execute();
    assertThat(said.getFhirVersion().toCode()).isEqualTo("4.0.1");
    Bundle values = all(client, "Observation?code=" + PSA + "&_count=37&_sort=-date");
    assertThat(values.getEntry()).hasSameSizeAs(ids(values));
    assertThat(ids(values)).isNotEmpty().isEqualTo(stored(VALUES, site()));
  }

  @Test
  void recordIsReadWithItsVersionsAndNotAgainWhereItIsKnown() {
    IGenericClient client = ofSite(site(), "system/*.rs");
    Observation value =
        (Observation)
            client
                .search()
                .byUrl("Observation?code=" + PSA + "&_count=1")
                .returnBundle(Bundle.class)
                .execute()
                .getEntryFirstRep()
                .getResource();
    String version = value.getMeta().getVersionId();
    Observation same =
        client
            .read()
            .resource(Observation.class)
            .withIdAndVersion(value.getIdElement().getIdPart(), version)
            .execute();
    assertThat(same.getValueQuantity().getValue())
        .isEqualByComparingTo(value.getValueQuantity().getValue());
    Observation known =
        client
            .read()
            .resource(Observation.class)
            .withId(value.getIdElement().getIdPart())
            .ifVersionMatches(version)
            .returnNull()
            .execute();
    assertThat(known).isNull();
    Bundle history =
        client
            .history()
            .onInstance(value.getIdElement())
            .returnBundle(Bundle.class)
            .count(10)
            .execute();
    assertThat(history.getEntry()).hasSize(Integer.parseInt(version));
    Bundle ofType =
        client.history().onType(Patient.class).returnBundle(Bundle.class).count(5).execute();
    assertThat(ofType.getLink(Bundle.LINK_NEXT)).isNotNull();
    Observation part =
        client
            .read()
            .resource(Observation.class)
            .withId(value.getIdElement().getIdPart())
            .elementsSubset("valueQuantity")
            .execute();
    assertThat(part.hasValueQuantity()).isTrue();
    assertThat(part.hasSubject()).isFalse();
    assertThat(part.getMeta().getTagFirstRep().getCode()).isEqualTo("SUBSETTED");
  }

  @Test
  void searchFollowsReferencesBothWays() {
    IGenericClient client = ofSite(site(), "system/*.rs");
    Bundle men =
        client
            .search()
            .forResource(Observation.class)
            .where(
                new ReferenceClientParam("subject")
                    .hasChainedProperty(
                        "Patient",
                        Patient.GENDER.exactly().code(AdministrativeGender.MALE.toCode())))
            .and(Observation.CODE.exactly().systemAndCode("http://loinc.org", "2857-1"))
            .include(Observation.INCLUDE_SUBJECT)
            .totalMode(SearchTotalModeEnum.ACCURATE)
            .count(1)
            .usingStyle(SearchStyleEnum.POST)
            .returnBundle(Bundle.class)
            .execute();
    assertThat(men.getTotal()).isPositive();
    assertThat(men.getEntry()).hasSize(2);
    Patient patient = patientOf(client, (Observation) men.getEntryFirstRep().getResource());
    Bundle found =
        client
            .search()
            .forResource(Patient.class)
            .where(Patient.RES_ID.exactly().code(patient.getIdElement().getIdPart()))
            .and(
                new TokenClientParam("_has:Observation:patient:code")
                    .exactly()
                    .systemAndCode("http://loinc.org", "2857-1"))
            .revInclude(Observation.INCLUDE_PATIENT)
            .returnBundle(Bundle.class)
            .execute();
    assertThat(found.getEntry()).hasSizeGreaterThan(1);
    assertThat(found.getEntryFirstRep().getResource()).isInstanceOf(Patient.class);
    Bundle counted =
        client
            .search()
            .forResource(Patient.class)
            .summaryMode(SummaryEnum.COUNT)
            .returnBundle(Bundle.class)
            .execute();
    assertThat(counted.getTotal()).isPositive();
    assertThat(counted.getEntry()).isEmpty();
    Parameters whole =
        client
            .operation()
            .onInstance(patient.getIdElement().toUnqualifiedVersionless())
            .named("$everything")
            .withNoParameters(Parameters.class)
            .useHttpGet()
            .execute();
    Bundle everything = (Bundle) whole.getParameterFirstRep().getResource();
    assertThat(ids(everything)).contains(patient.getIdElement().getIdPart());
  }

  @Test
  void everyRefusalIsAnOperationOutcome() {
    IGenericClient client = ofSite(site(), "system/*.rs");
    refused(
        InvalidRequestException.class,
        "RG-SEARCH-001",
        () -> all(client, "Observation?no-such-parameter=1"));
    refused(
        InvalidRequestException.class,
        "RG-SEARCH-002",
        () -> all(client, "Observation?date=yesterday"));
    refused(
        ResourceNotFoundException.class,
        "RG-READ-001",
        () -> client.read().resource(Patient.class).withId("nobody").execute());
    refused(
        MethodNotAllowedException.class,
        "RG-HTTP-003",
        () -> client.create().resource(new Patient()).execute());
    refused(
        MethodNotAllowedException.class,
        "RG-HTTP-003",
        () -> client.create().resource(new Patient()).conditionalByUrl("Patient?_id=a").execute());
    refused(
        MethodNotAllowedException.class,
        "RG-HTTP-003",
        () -> client.update().resource(new Patient()).withId(new IdType("Patient/a")).execute());
    refused(
        ForbiddenOperationException.class,
        "RG-ACCESS-005",
        () -> client.transaction().withBundle(new Bundle()).execute());
    IGenericClient nobody = client(new BearerTokenAuthInterceptor("no-token"));
    refused(AuthenticationException.class, "RG-ACCESS-002", () -> all(nobody, "Patient"));
    IGenericClient onlyPatients = ofSite(site(), "system/Patient.rs");
    assertThat(all(onlyPatients, "Patient?_count=1000").getEntry()).isNotEmpty();
    refused(
        ForbiddenOperationException.class, "RG-ACCESS-005", () -> all(onlyPatients, "Observation"));
  }

  @Test
  void holderOfAGrantReadsExactlyWhatItsSiteApproved() {
    Registry registry = played.registry();
    String site = site();
    IGenericClient client =
        client(
            new BasicAuthInterceptor("e2e-hapi", registry.openAccount("e2e-hapi", "researcher")));
    refused(ForbiddenOperationException.class, "RG-GRANT-001", () -> all(client, "Patient"));
    String grant = registry.proposeGrant("e2e-hapi", site, List.of("Patient", "Observation"));
    registry.approveGrant(grant, site, played.federation().dataDir(site));

    Bundle values = all(client, "Observation?code=" + PSA + "&_count=1000");
    assertThat(ids(values)).isNotEmpty().isEqualTo(stored(GRANTED_VALUES, site));
    Patient patient = patientOf(client, (Observation) values.getEntryFirstRep().getResource());
    assertThat(patient.getMeta().getVersionId()).isNotEmpty();
    assertThat(all(client, "Procedure").getEntry()).isEmpty();
    assertThat(all(client, "Patient?_has:Procedure:patient:status=completed").getEntry()).isEmpty();
  }
}
