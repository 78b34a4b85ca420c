package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * Plants numbers that name a person wherever a sender can write a number or a date, as in a row
 * with a shifted column, and looks for them in everything that leaves.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class NumberCanaryIT extends WhatLeaves {

  private static final String NATIONAL_ID = "110105194912310021";
  private static final String PHONE = "13912345678";
  private static final String RECORD_NUMBER = "20481357";
  private static final List<String> NUMBERS = List.of(NATIONAL_ID, PHONE, RECORD_NUMBER);

  @Inject DicomListener listener;

  private void nothingLeft() {
    for (String text : left()) {
      NUMBERS.forEach(number -> assertThat(text).doesNotContain(number));
    }
  }

  @Test
  void aNumberOfAPersonInTheWrongColumnStaysInside() {
    Gateway.personWithConsent("NUM-1", "");
    List<String> forms = new ArrayList<>(NUMBERS);
    NUMBERS.forEach(n -> forms.addAll(List.of("-" + n, "+" + n, n + ".5", "00" + n)));
    for (String n : forms) {
      numbersInTables(n);
    }
    nothingLeft();
    assertThat(left().toString()).contains("A number of 18 digits.", "A number of 11 digits.");
  }

  private void numbersInTables(String n) {
    answered(Gateway.table("patients", "mrn,sex,birth_date", "NUM-1," + n + "," + n));
    answered(
        Gateway.table(
            "consents",
            "mrn,decision,signed_on,valid_from,valid_to",
            "NUM-1,permit," + n + "," + n + "," + n));
    answered(
        Gateway.table(
            "courses",
            "mrn,course_id,module,modality,started_on,ended_on,status,line",
            "NUM-1,C," + n + ",radioligand," + n + "," + n + ",stopped," + n));
    answered(
        Gateway.table(
            "administrations",
            "mrn,course_id,cycle,administered_at,product,measured_activity_gbq,measured_at,"
                + "residual_activity_gbq,residual_at",
            "NUM-1,C," + String.join(",", n, n, n, n, n, n, n),
            "NUM-1,C,1,+110105194-03-01T10:00:00Z,177Lu-PSMA-617,7.4,2025-02-17T09:00:00,,"));
    answered(
        Gateway.table(
            "labs",
            "mrn,sample_id,loinc,value,unit,taken_at",
            "NUM-1,S,2857-1," + n + "0,ng/mL,2025-01-01T00:00:00",
            "NUM-1,S,2857-1,<" + n + "0,ng/mL,2025-01-01T00:00:00",
            "NUM-1,S,2857-1,4," + n + ",2025-01-01T00:00:00",
            "NUM-1,S," + n + "," + n + ",ng/mL," + n));
    answered(
        Gateway.table(
            "adverse-events",
            "mrn,course_id,event_id,term,grade,onset_on",
            "NUM-1,C,E," + n + "," + n + "," + n));
    answered(
        Gateway.table(
            "charges",
            "mrn,course_id,charge_id,component,amount,currency,charged_on,price_year",
            "NUM-1,C,H," + String.join(",", n, n + "000", n, n, n)));
    answered(
        Gateway.table(
            "indications",
            "mrn,diagnosis_system,diagnosis_code,diagnosed_on,module,decided_on,pathway",
            "NUM-1,SNOMED," + n + ",,rlt-psma,2025-01-01,treated",
            "NUM-1,ICD-10," + n + ",,rlt-psma,2025-01-01,treated"));
    answered(Gateway.table("patients", n, n));
    answered(Gateway.table(n, "mrn", n));
  }

  @Test
  void aNumberOfAPersonAsAValueOfAFhirResourceStaysInside() {
    Gateway.consent("NUM-2");
    for (String n : List.of(NATIONAL_ID, PHONE)) {
      answered(Gateway.fhir("Observation", lab(n, "\"ng/mL\"", "2025-03-31T07:45:00+08:00")));
      answered(Gateway.fhir("Observation", lab("-" + n, "\"ng/mL\"", "2025-03-31")));
      answered(Gateway.fhir("Observation", lab("4.2", "\"" + n + "\"", "2025-03-31")));
      answered(Gateway.fhir("Observation", lab("4.2", "\"ng/mL\"", n)));
      answered(Gateway.fhir("Observation", lab("4.2", "\"ng/mL\"", "2025-03-31") + n));
      answered(Gateway.fhir(n, lab("4.2", "\"ng/mL\"", "2025-03-31")));
    }
    nothingLeft();
    assertThat(registry.resources("Observation")).isEmpty();
    assertThat(Gateway.arrivals("held").toString()).contains("a number of 18 digits");
  }

  private static String lab(String value, String unit, String at) {
    return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"category\":[{\"coding\":[{\"system\":"
        + "\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":\"laboratory\"}]}],"
        + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"2857-1\"}]},\"subject\":"
        + "{\"identifier\":{\"value\":\"NUM-2\"}},\"effectiveDateTime\":\""
        + at
        + "\",\"valueQuantity\":{\"value\":"
        + value
        + ",\"system\":\"http://unitsofmeasure.org\",\"code\":"
        + unit
        + "}}";
  }

  @Test
  void aNumberOfAPersonInADicomHeaderStaysInside() {
    Gateway.consent("NUM-3");
    for (String n : NUMBERS) {
      DataSet data = Headers.ct("NUM-3", "1.2.3.4446." + n, 1);
      data.put(Tag.StudyDate, VR.DA, n);
      data.put(Tag.StudyTime, VR.TM, n);
      data.put(Tag.PatientBirthDate, VR.DA, n);
      data.put(Tag.PatientAge, VR.AS, n);
      data.put(Tag.PatientSex, VR.CS, n);
      data.put(Tag.Modality, VR.CS, n);
      data.put(Tag.InstanceNumber, VR.IS, n);
      Path file = Headers.file(data);
      try (DicomClient client =
          DicomClient.connect(
              "127.0.0.1",
              listener.port(),
              n.substring(0, Math.min(16, n.length())),
              "THERAFED",
              DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new))) {
        answered(client.store(file).errorComment());
      }
    }
    nothingLeft();
  }
}
