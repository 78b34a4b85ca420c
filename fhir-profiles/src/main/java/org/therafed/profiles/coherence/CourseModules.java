package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.ModuleVersion;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Products;

/** The therapy modules by the courses that name them. */
record CourseModules(ModuleCatalog catalog) {

  /** The canonical that a course names, with or without a version; empty where it names none. */
  static Optional<String> named(PersonRecord course) {
    return Optional.ofNullable(course.extension("module").path("valueCanonical").textValue());
  }

  /**
   * The module that a course names, in the version that is known here; empty too where that one
   * cannot say what the course's own planned.
   */
  Optional<TherapyModule> of(PersonRecord course) {
    return held(course).filter(module -> reads(module, course));
  }

  /** The module that a course or decision names, if only in a version that is not known here. */
  Optional<TherapyModule> ofOtherVersion(PersonRecord record) {
    return held(record).filter(module -> !reads(module, record));
  }

  private Optional<TherapyModule> held(PersonRecord record) {
    return named(record).flatMap(canonical -> catalog.find(Canonical.moduleId(canonical)));
  }

  /** A record without a version claims none. */
  private static boolean reads(TherapyModule module, PersonRecord record) {
    Optional<String> version = named(record).flatMap(Canonical::moduleVersion);
    ModuleVersion own = version(module);
    return version.isEmpty() || version.flatMap(ModuleVersion::of).filter(own::reads).isPresent();
  }

  /** The version of a module that was read; its form was checked then. */
  static ModuleVersion version(TherapyModule module) {
    return ModuleVersion.of(module.version()).orElseThrow();
  }

  Products products() {
    return catalog.products();
  }

  /** The product that an administration says; empty where no table and no module knows it. */
  Optional<Product> product(PersonRecord given) {
    for (JsonNode coding : given.extension("product").path("valueCodeableConcept").path("coding")) {
      Optional<Product> known =
          products().coded(coding.path("system").asText(), coding.path("code").asText());
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }
}
