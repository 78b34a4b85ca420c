package org.therafed.profiles.module;

import java.util.List;
import java.util.Optional;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.ResponseCriteria;

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
    List<OtherEvent> events,
    List<OwnCriterion> criteria) {

  boolean hasBiomarker(String id) {
    return biomarkers.stream().anyMatch(biomarker -> biomarker.id().equals(id));
  }

  /** A biomarker that the module has. */
  TherapyModule.Biomarker biomarker(String id) {
    return biomarkers.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  /** By the organ's SNOMED CT code. */
  boolean hasOrgan(String code) {
    return organs.stream().anyMatch(limit -> limit.organ().code().equals(code));
  }

  /** By the name that tables use. */
  Optional<EventTerm> event(String name) {
    return events.stream().map(OtherEvent::term).filter(e -> e.name().equals(name)).findFirst();
  }

  /** A criterion of the registry, or of the module. */
  Optional<ResponseCriteria.Criterion> criterion(String name) {
    return ResponseCriteria.standard()
        .and(criteria.stream().map(OwnCriterion::criterion).toList())
        .named(name);
  }

  /** The responses of a criterion that the module brings; empty for others. */
  List<String> responses(String criterion) {
    return criteria.stream()
        .filter(own -> own.criterion().name().equals(criterion))
        .findFirst()
        .map(OwnCriterion::responses)
        .orElse(List.of());
  }

  boolean bringsProduct(String code) {
    return products.stream().anyMatch(own -> own.product().coding().code().equals(code));
  }
}
