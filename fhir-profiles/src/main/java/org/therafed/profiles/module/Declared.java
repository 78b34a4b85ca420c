package org.therafed.profiles.module;

import java.util.List;
import java.util.Optional;
import org.therafed.profiles.terminology.EventTerm;

/**
 * What a module has declared before its endpoints, which name it.
 *
 * @param module the module's id
 */
record Declared(
    String module,
    List<TherapyModule.Biomarker> biomarkers,
    List<OrganLimit> organs,
    List<OwnProduct> products,
    List<OtherEvent> events) {

  boolean hasBiomarker(String id) {
    return biomarkers.stream().anyMatch(biomarker -> biomarker.id().equals(id));
  }

  /** By the organ's SNOMED CT code. */
  boolean hasOrgan(String code) {
    return organs.stream().anyMatch(limit -> limit.organ().code().equals(code));
  }

  /** By the name that tables use. */
  Optional<EventTerm> event(String name) {
    return events.stream().map(OtherEvent::term).filter(e -> e.name().equals(name)).findFirst();
  }

  boolean bringsProduct(String code) {
    return products.stream().anyMatch(own -> own.product().coding().code().equals(code));
  }
}
