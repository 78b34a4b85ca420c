package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Systems;

/** Cell products and their infusion to facts. */
final class CellProjection {
  private CellProjection() {}

  static Fact product(ResourceReader r) {
    List<String> parents = new ArrayList<>();
    r.at("parent").forEach(parent -> parents.add(ResourceReader.referenced(parent)));
    JsonNode dose = r.extension(ExtensionUrls.CELL_DOSE).path("valueQuantity");
    BigDecimal cells = ResourceReader.number(dose);
    return new CellProductFact(
        r.id(),
        r.required(
            "extension[recipient]",
            ResourceReader.referenced(r.extension(ExtensionUrls.RECIPIENT).path("valueReference"))),
        r.required("productCode", ResourceReader.code(r.at("productCode"), Systems.CELL_MATERIAL)),
        r.required(
            "extension[cell-source]",
            r.extension(ExtensionUrls.CELL_SOURCE).path("valueCode").textValue()),
        parents,
        ResourceReader.date(r.at("collection").path("collectedDateTime")),
        cells,
        cells == null ? null : dose.path("code").textValue(),
        share(r, ExtensionUrls.VIABILITY),
        ResourceReader.quantity(
            r.extension(ExtensionUrls.VECTOR_COPY_NUMBER).path("valueQuantity"),
            "{copies}/{diploid_genome}"),
        share(r, ExtensionUrls.TRANSDUCTION));
  }

  private static BigDecimal share(ResourceReader r, String extension) {
    return ResourceReader.quantity(r.extension(extension).path("valueQuantity"), "%");
  }

  /** The infusion that an administration of cells is; empty for any other product. */
  static Optional<Fact> infusion(ResourceReader administration, JsonNode at) {
    String product =
        ResourceReader.referenced(
            administration.extension(ExtensionUrls.CELL_PRODUCT).path("valueReference"));
    return Optional.ofNullable(product)
        .map(
            id ->
                new CellInfusionFact(
                    administration.id(),
                    administration.patient(),
                    id,
                    administration.required("effective", ResourceReader.date(at))));
  }
}
