package org.therafed.gateway.intake.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.fault.FhirCode;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.profile.Canonical;

/** Takes the entries that are not FHIR out of a Bundle that is otherwise sound. */
@Singleton
class FhirSift {

  private static final Set<FaultCode> OF_AN_ENTRY =
      Set.of(FhirCode.INVALID, FhirCode.CONTROL, FhirCode.TOO_LONG, FhirCode.CURIE);

  private final FhirParser parser;
  private final Site site;

  @Inject
  FhirSift(FhirParser parser, Site site) {
    this.parser = parser;
    this.site = site;
  }

  /**
   * A Bundle of which some entries are refused.
   *
   * @param rest the bytes without them
   * @param body what is left
   * @param faults why which entries are refused, by their place
   * @param patients whom refused Patients name, by fullUrl and Type/id
   */
  record Sifted(
      BundleParts parts,
      Bytes rest,
      FhirBody body,
      Map<Integer, Fault> faults,
      Map<String, PatientKey> patients) {}

  /**
   * Sifts a Bundle that cannot be read as a whole; empty where it has no sound entry, or where the
   * fault is not of single entries.
   */
  Optional<Sifted> sift(byte[] bytes, Fault whole) {
    if (!OF_AN_ENTRY.contains(whole.code())) {
      return Optional.empty();
    }
    return parser.parts(bytes).flatMap(this::sift);
  }

  private Optional<Sifted> sift(BundleParts parts) {
    Map<Integer, Fault> faults = new TreeMap<>();
    try {
      for (int i = 0; i < parts.size(); i++) {
        Optional<Fault> fault = fault(parts, i);
        if (fault.isPresent()) {
          faults.put(i, fault.get());
        }
      }
      if (faults.isEmpty() || faults.size() == parts.size()) {
        return Optional.empty();
      }
      byte[] rest = parts.without(faults.keySet(), true);
      FhirBody body = parser.kept(rest);
      return body.entries().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Sifted(parts, Bytes.of(rest), body, faults, patients(parts, faults.keySet())));
    } catch (Fault ofTheWhole) {
      return Optional.empty();
    }
  }

  private Optional<Fault> fault(BundleParts parts, int index) {
    try {
      FhirBounds.checkIds(parser.parse(parts.alone(index)));
      return Optional.empty();
    } catch (Fault fault) {
      if (!OF_AN_ENTRY.contains(fault.code())) {
        throw fault;
      }
      return Optional.of(fault);
    }
  }

  /** A Patient with a bad element still says whose the other records are. */
  private Map<String, PatientKey> patients(BundleParts parts, Set<Integer> refused) {
    Map<String, PatientKey> patients = new HashMap<>();
    for (int index : refused) {
      JsonNode resource = parts.resource(index);
      Optional<PatientKey> key =
          resource.path("resourceType").asText().equals("Patient")
              ? key(resource)
              : Optional.empty();
      if (key.isPresent()) {
        parts.name(index).ifPresent(name -> patients.put(name, key.get()));
        if (!parts.fullUrl(index).isEmpty()) {
          patients.put(parts.fullUrl(index), key.get());
        }
      }
    }
    return patients;
  }

  private Optional<PatientKey> key(JsonNode patient) {
    for (JsonNode identifier : patient.path("identifier")) {
      String system = identifier.path("system").asText().strip();
      String value = identifier.path("value").asText().strip();
      if (!value.isEmpty()
          && FhirText.keepable(system + value)
          && !Canonical.isNationalId(system)) {
        return Optional.of(
            FhirBounds.checked(
                new PatientKey(system.isEmpty() ? site.patientIssuer() : system, value)));
      }
    }
    return Optional.empty();
  }
}
