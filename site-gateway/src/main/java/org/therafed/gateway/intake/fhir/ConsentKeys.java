package org.therafed.gateway.intake.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.intake.IndexedText;

/**
 * By what two versions of one Consent know each other: the id and every identifier. One in common
 * is enough, so that a version with an id finds one that was sent without.
 */
public final class ConsentKeys {

  private final List<String> keys = new ArrayList<>();

  /** The keys of a Consent that can be read. */
  public static List<String> of(Consent consent, PatientKey person) {
    ConsentKeys keys = new ConsentKeys();
    keys.id(consent.getIdElement().getIdPart());
    for (Identifier identifier : consent.getIdentifier()) {
      keys.identifier(identifier.getSystem(), identifier.getValue(), Optional.of(person));
    }
    return keys.list();
  }

  void id(String id) {
    if (id != null && !id.isBlank()) {
      keys.add("Consent/" + id);
    }
  }

  /** An identifier; without a system it names a Consent of its person only. */
  void identifier(String system, String value, Optional<PatientKey> person) {
    if (value == null || value.isBlank()) {
      return;
    }
    if (system != null && !system.isBlank()) {
      keys.add("identifier|" + system.length() + ":" + system + "|" + value);
    } else {
      person.ifPresent(
          p ->
              keys.add(
                  "person|"
                      + p.issuer().length()
                      + ":"
                      + p.issuer()
                      + "|"
                      + p.id().length()
                      + ":"
                      + p.id()
                      + "|"
                      + value));
    }
  }

  List<String> list() {
    return keys.stream().map(IndexedText::key).toList();
  }
}
