package org.therafed.gateway.convert.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.terminology.CodeSet;

/**
 * Takes the codings out of a concept that its profile does not know, where one that it knows stays:
 * hospitals write their own code beside that of LOINC or SNOMED CT. A second code of the same code
 * system stays too, as it may contradict the first; the record is then held.
 */
final class LocalCodings {

  private LocalCodings() {}

  /** Changes the resource; answers how many codings went. */
  static int drop(Resource resource, Profile profile) {
    return drop(resource, ProfileTable.standard().of(profile).root());
  }

  private static int drop(Base element, ElementCursor at) {
    int dropped = 0;
    for (Property property : element.children()) {
      for (Base value : property.getValues()) {
        Optional<ElementCursor> place = place(at, property.getName(), value);
        if (place.isPresent()) {
          dropped +=
              value instanceof CodeableConcept concept
                  ? drop(concept, place.get())
                  : drop(value, place.get());
        }
      }
    }
    return dropped;
  }

  private static Optional<ElementCursor> place(ElementCursor at, String name, Base value) {
    if (value instanceof Extension extension) {
      return at.extension(extension.getUrl());
    }
    String type = value.fhirType();
    return at.child(name.replace("[x]", Character.toUpperCase(type.charAt(0)) + type.substring(1)));
  }

  private static int drop(CodeableConcept concept, ElementCursor at) {
    Optional<CodeSet> set =
        at.child("coding").flatMap(coding -> coding.rule().constraints().binding());
    if (set.isEmpty() || concept.getCoding().size() < 2) {
      return 0;
    }
    List<Coding> known =
        concept.getCoding().stream()
            .filter(coding -> set.get().contains(coding.getSystem(), coding.getCode()))
            .toList();
    Set<String> systems = known.stream().map(Coding::getSystem).collect(Collectors.toSet());
    int before = concept.getCoding().size();
    if (!known.isEmpty()) {
      concept
          .getCoding()
          .removeIf(coding -> !known.contains(coding) && !systems.contains(coding.getSystem()));
    }
    return before - concept.getCoding().size();
  }
}
