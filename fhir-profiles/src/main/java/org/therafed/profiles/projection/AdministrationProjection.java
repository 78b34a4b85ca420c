package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Products;
import org.therafed.profiles.terminology.Radionuclide;

/** Administrations to facts: of a product, of blood, of cells. One not done gives none. */
final class AdministrationProjection {
  private static final Set<String> BLOOD = Set.of("red-blood-cells", "platelets", "plasma");

  private AdministrationProjection() {}

  static List<Fact> administration(ResourceReader r, ModuleCatalog modules) {
    if ("not-done".equals(r.status())) {
      return List.of();
    }
    JsonNode at =
        r.at("effectiveDateTime").isMissingNode()
            ? r.at("effectivePeriod").path("start")
            : r.at("effectiveDateTime");
    String product = r.required("extension[product]", product(r, modules.products()));
    if (BLOOD.contains(product)) {
      LocalDate on = r.required("effective", ResourceReader.date(at));
      return List.of(new TransfusionFact(r.id(), r.patient(), product, on));
    }
    String nuclide = null;
    for (JsonNode coding :
        r.extension(ExtensionUrls.RADIONUCLIDE).path("valueCodeableConcept").path("coding")) {
      if (nuclide == null) {
        nuclide =
            modules
                .nuclides()
                .coded(coding.path("system").asText(), coding.path("code").asText())
                .map(Radionuclide::name)
                .orElse(null);
      }
    }
    Fact given =
        new AdministrationFact(
            r.id(),
            r.patient(),
            r.firstReferenced("partOf", "Procedure"),
            r.required("effective", ResourceReader.instant(at)),
            product,
            nuclide,
            ResourceReader.quantity(r.at("dosage").path("dose"), "MBq"));
    return CellProjection.infusion(r, at)
        .map(cells -> List.of(given, cells))
        .orElse(List.of(given));
  }

  /** The registry's own code of the product, whichever codes say it; else the first code. */
  private static String product(ResourceReader r, Products products) {
    JsonNode codings =
        r.extension(ExtensionUrls.PRODUCT).path("valueCodeableConcept").path("coding");
    for (JsonNode coding : codings) {
      Optional<Product> known =
          products.coded(coding.path("system").asText(), coding.path("code").asText());
      if (known.isPresent()) {
        return known.get().coding().code();
      }
    }
    return codings.path(0).path("code").textValue();
  }
}
