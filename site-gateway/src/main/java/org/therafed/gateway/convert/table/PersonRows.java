package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.day;

import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** Rows about the person. */
final class PersonRows {

  private PersonRows() {}

  static List<Resource> patient(RowContext row) {
    String id = row.patient().substring("Patient/".length());
    Patient patient = claim(new Patient(), Profile.PATIENT, id);
    patient.addIdentifier().setSystem(row.person().issuer()).setValue(row.person().id());
    row.row()
        .find("national_id")
        .ifPresent(
            national -> patient.addIdentifier().setSystem(nationalIds(row)).setValue(national));
    row.row().find("name").ifPresent(name -> patient.addName().setText(name));
    patient.setGender(
        switch (row.text("sex")) {
          case "M" -> AdministrativeGender.MALE;
          case "F" -> AdministrativeGender.FEMALE;
          case "O" -> AdministrativeGender.OTHER;
          default -> AdministrativeGender.UNKNOWN;
        });
    row.row().find("birth_date").ifPresent(date -> patient.setBirthDateElement(new DateType(date)));
    row.row().find("region").ifPresent(region -> patient.addAddress().setState(region));
    return List.of(patient);
  }

  private static String nationalIds(RowContext row) {
    return row.row()
        .find("national_id_country")
        .map(Canonical::nationalId)
        .orElse(Canonical.NATIONAL_ID);
  }

  static List<Resource> consent(RowContext row) {
    boolean permit = row.text("decision").equals("permit");
    Consent consent =
        claim(new Consent(), Profile.CONSENT, row.id("consent", row.text("signed_on")));
    consent.setStatus(Consent.ConsentState.ACTIVE);
    consent.setScope(concept(Systems.CONSENT_SCOPE, "research", "Research"));
    consent.addCategory(concept(Systems.LOINC, "59284-0", "Patient Consent"));
    consent.setPatient(row.subject());
    consent.setDateTimeElement(day(row.row().day("signed_on").orElseThrow()));
    consent.setPolicyRule(
        concept(
            "http://terminology.hl7.org/CodeSystem/v3-ActCode",
            permit ? "OPTIN" : "OPTOUT",
            permit ? "opt-in" : "opt-out"));
    Consent.ProvisionComponent provision = consent.getProvision();
    provision.setType(
        permit ? Consent.ConsentProvisionType.PERMIT : Consent.ConsentProvisionType.DENY);
    Period period = new Period();
    row.row().day("valid_from").ifPresent(from -> period.setStartElement(day(from)));
    row.row().day("valid_to").ifPresent(to -> period.setEndElement(day(to)));
    if (!period.isEmpty()) {
      provision.setPeriod(period);
    }
    provision.addPurpose(
        new org.hl7.fhir.r4.model.Coding(Systems.ACT_REASON, "HRESCH", "healthcare research"));
    return List.of(consent);
  }

  static List<Resource> vitalStatus(RowContext row) {
    Observation status = claim(new Observation(), Profile.VITAL_STATUS, row.id("vital-status"));
    boolean correction = row.row().find("correction").filter("true"::equals).isPresent();
    status.setStatus(
        correction ? Observation.ObservationStatus.CORRECTED : Observation.ObservationStatus.FINAL);
    status.setCode(concept(Systems.LOINC, "67162-8", "Vital status"));
    status.setSubject(row.subject());
    status.setEffective(day(row.row().day("on").orElseThrow()));
    boolean dead = row.text("status").equals("dead");
    status.setValue(
        concept(Systems.SNOMED, dead ? "419099009" : "438949009", dead ? "Dead" : "Alive"));
    row.row()
        .find("cause")
        .ifPresent(cause -> status.addExtension(Parts.code("cause-of-death", cause)));
    return List.of(status);
  }
}
