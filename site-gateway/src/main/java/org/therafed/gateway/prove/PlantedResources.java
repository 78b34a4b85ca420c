package org.therafed.gateway.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.therafed.gateway.prove.PlantedPerson.Item;

/** FHIR: a patient with one laboratory value, and a Condition with names for codes. */
final class PlantedResources implements Planting {

  private static final String FHIR = "application/fhir+json";

  private static final String BUNDLE =
      """
      {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient",
      "id":"{recordNumber}","identifier":[{"value":"{recordNumber}"},{"system":
      "https://therafed.org/fhir/sid/national-id-XX","value":"{nationalId}"}],
      "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">{family} {note}</div>"},
      "gender":"male","birthDate":"{birthDate}",
      "name":[{"text":"{chineseName}","family":"{family}","given":["{given}"]}],
      "telecom":[{"system":"phone","value":"{phone}"},{"system":"email","value":"{email}"}],
      "address":[{"text":"{street}","line":["{street}"],"city":"{hospital}"}],
      "contact":[{"name":{"text":"{relative}"}}],"generalPractitioner":[{"display":"{physician}"}]}},
      {"resource":{"resourceType":"Observation","id":"{resource}",
      "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">{note}</div>"},
      "identifier":[{"value":"{identifier}"}],"status":"final","category":[{"coding":[{"system":
      "http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory","display":
      "{given}"}],"text":"{family}"}],"code":{"coding":[{"system":"http://loinc.org","code":"2857-1",
      "display":"{chineseName}"}],"text":"{note}"},"subject":{"reference":"Patient/{recordNumber}",
      "display":"{chineseName}"},"effectiveDateTime":"2025-04-30T07:45:00+08:00",
      "performer":[{"display":"{physician}"}],"device":{"display":"{device}"},
      "valueQuantity":{"value":4.2,"unit":"{family}","system":"http://unitsofmeasure.org","code":"ng/mL"},
      "note":[{"text":"{note}"}],"bodySite":{"text":"{ward}"},"referenceRange":[{"text":"{hospital}"}]}}]}
      """;

  private static final String WRONG =
      """
      {"resourceType":"Condition","id":"{identifier}","clinicalStatus":{"coding":[{"system":
      "http://terminology.hl7.org/CodeSystem/condition-clinical","code":"{family}"}]},"code":{"coding":
      [{"system":"urn:{given}","code":"{phone}"}]},"onsetDateTime":"{birthDate}",
      "subject":{"identifier":{"value":"{recordNumber}"},"display":"{chineseName}"}}
      """;

  @Override
  public String name() {
    return "fhir";
  }

  @Override
  public void plant(List<PlantedPerson> people, SecondGateway gateway, Handed handed)
      throws IOException {
    for (PlantedPerson person : people) {
      post(gateway, "/fhir", filled(BUNDLE, person), handed);
      post(gateway, "/fhir/Condition", filled(WRONG, person), handed);
    }
  }

  private static void post(SecondGateway gateway, String path, String json, Handed handed)
      throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    handed.sent(bytes);
    handed.answered(gateway.post(path, FHIR, bytes).text());
  }

  private static String filled(String template, PlantedPerson p) {
    return template
        .replace("{recordNumber}", p.recordNumber())
        .replace("{nationalId}", p.nationalId())
        .replace("{birthDate}", p.birthDate().toString())
        .replace("{chineseName}", p.chineseName())
        .replace("{family}", p.family())
        .replace("{given}", p.given())
        .replace("{phone}", p.phone())
        .replace("{email}", p.email())
        .replace("{street}", p.street())
        .replace("{hospital}", p.hospital())
        .replace("{ward}", p.ward())
        .replace("{relative}", p.relative())
        .replace("{physician}", p.physician())
        .replace("{note}", p.note())
        .replace("{resource}", p.localId(Item.RESOURCE))
        .replace("{identifier}", p.localId(Item.IDENTIFIER))
        .replace("{device}", p.localId(Item.DEVICE));
  }
}
