package org.therafed.gateway.convert.hl7;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.intake.hl7.Hl7Field;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Systems;

/** The product of a coded element: by a name of the tables, or a code of a system they know. */
final class ProductCodes {

  /** HL7 table 0396. */
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "SCT", Systems.SNOMED,
          "DCM", Systems.DCM,
          "NCIT", Systems.NCIT,
          "ATC", Systems.ATC,
          "WC", Systems.ATC);

  private ProductCodes() {}

  static Optional<Product> of(Hl7Field coded, ModuleCatalog modules) {
    for (int triplet = 1; triplet <= 4; triplet += 3) {
      String system = SYSTEMS.get(coded.component(triplet + 2));
      String code = coded.component(triplet);
      Optional<Product> found =
          (system == null ? Optional.<Product>empty() : modules.products().coded(system, code))
              .or(() -> modules.products().named(code));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The therapy modules that give a product to treat. */
  static List<TherapyModule> modules(Product product, ModuleCatalog modules) {
    return modules.all().stream()
        .filter(
            module ->
                module.products().stream()
                    .anyMatch(
                        given ->
                            given.system().equals(product.coding().system())
                                && given.code().equals(product.coding().code())))
        .toList();
  }
}
