package org.therafed.profiles.module;

import java.util.List;

/**
 * What a module has declared before its endpoints, which name it.
 *
 * @param module the module's id
 */
record Declared(
    String module,
    List<TherapyModule.Biomarker> biomarkers,
    List<OrganLimit> organs,
    List<OwnProduct> products) {

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

  boolean bringsProduct(String code) {
    return products.stream().anyMatch(own -> own.product().coding().code().equals(code));
  }
}
