package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Systems;

/**
 * Diagnoses of a record beside those of a therapy module. The editions of ICD-10 share their first
 * places, so a finer code of any of them is of a coarser one; SNOMED CT codes are compared as they
 * are. A diagnosis in a system in which the module names none is not judged.
 */
final class Indications {

  private Indications() {}

  /** Whether a diagnosis has a code of a system in which the module names its indications. */
  static boolean comparable(JsonNode diagnosis, TherapyModule module) {
    for (JsonNode coding : diagnosis.path("coding")) {
      if (module.indications().stream().anyMatch(each -> shared(coding, each))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a diagnosis is one of the module. */
  static boolean isOf(JsonNode diagnosis, TherapyModule module) {
    return isOf(diagnosis, module.indications());
  }

  /** Whether a diagnosis is one of some indications. */
  static boolean isOf(JsonNode diagnosis, List<Coding> indications) {
    for (JsonNode coding : diagnosis.path("coding")) {
      String code = coding.path("code").asText();
      if (indications.stream().anyMatch(each -> shared(coding, each) && within(code, each))) {
        return true;
      }
    }
    return false;
  }

  private static boolean shared(JsonNode coding, Coding indication) {
    String system = coding.path("system").asText();
    return system.equals(indication.system()) || (isIcd10(system) && isIcd10(indication.system()));
  }

  private static boolean within(String code, Coding indication) {
    return isIcd10(indication.system())
        ? code.startsWith(indication.code())
        : code.equals(indication.code());
  }

  private static boolean isIcd10(String system) {
    return system.equals(Systems.ICD10)
        || system.equals("http://hl7.org/fhir/sid/icd-10-cm")
        || system.startsWith(Systems.BASE + "/sid/icd-10-cn");
  }
}
