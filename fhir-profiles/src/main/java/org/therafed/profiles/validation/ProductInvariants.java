package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.DoseBounds;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ProductKind;
import org.therafed.profiles.terminology.Products;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Ucum;

/** What a Medication or an administration says of a product that {@code products.csv} lists. */
final class ProductInvariants {
  private static final String NUCLIDE = "extension[radionuclide]";

  private ProductInvariants() {}

  /** The listed product of a Medication or an administration; empty for another product. */
  static Optional<Product> of(JsonNode resource) {
    JsonNode concept =
        resource.path("resourceType").asText().equals("Medication")
            ? resource.path("code")
            : Invariants.extension(resource, ExtensionUrls.PRODUCT).path("valueCodeableConcept");
    for (JsonNode coding : concept.path("coding")) {
      Optional<Product> listed =
          Products.standard().coded(coding.path("system").asText(), coding.path("code").asText());
      if (listed.isPresent()) {
        return listed;
      }
    }
    return Optional.empty();
  }

  static void asListed(JsonNode resource, Findings findings) {
    of(resource)
        .ifPresent(
            product -> {
              nuclide(resource, product, findings);
              kind(resource, product, findings);
            });
  }

  private static void nuclide(JsonNode resource, Product product, Findings findings) {
    String type = resource.path("resourceType").asText();
    Optional<Radionuclide> given = ActivityInvariants.nuclide(resource);
    Optional<Radionuclide> listed = product.radionuclide();
    if (given.equals(listed)) {
      return;
    }
    if (given.isPresent()) {
      String which = listed.isPresent() ? "another nuclide" : "none";
      findings.invariant(
          "product-as-listed",
          type,
          NUCLIDE,
          "is not the nuclide of the product, which has " + which,
          listed.isPresent() ? "不是该药品的核素" : "与药品不符：该药品不含核素");
    } else if (!isSaidOtherwise(resource)) {
      findings.invariant(
          "product-as-listed",
          type,
          NUCLIDE,
          "is missing, though the product has one",
          "缺失，而该药品含有核素");
    }
  }

  /** Whether another rule says that the nuclide is missing. */
  private static boolean isSaidOtherwise(JsonNode resource) {
    return Ucum.convertible(unit(resource), "MBq")
        || Invariants.extension(resource, ExtensionUrls.PRODUCT_KIND)
            .path("valueCode")
            .asText()
            .equals(ProductKind.RADIOLIGAND.code());
  }

  private static void kind(JsonNode resource, Product product, Findings findings) {
    String given =
        Invariants.extension(resource, ExtensionUrls.PRODUCT_KIND).path("valueCode").textValue();
    if (given != null && !given.equals(product.kind().code())) {
      findings.invariant(
          "product-as-listed",
          "Medication",
          "extension[product-kind].valueCode",
          "is not the kind of the product, which is " + product.kind().code(),
          "不是该药品的类别，应为 " + product.kind().code());
    }
  }

  private static String unit(JsonNode administration) {
    return administration.path("dosage").path("dose").path("code").asText();
  }

  static void doseOfKind(JsonNode administration, Findings findings) {
    Optional<Product> product = of(administration);
    String unit = unit(administration);
    if (product.isEmpty() || product.get().kind().keptIn(unit).isPresent()) {
      return;
    }
    List<String> units = product.get().kind().units();
    findings.add(
        IssueCode.UNIT,
        "MedicationAdministration.dosage.dose.code",
        "dosage.dose.code",
        Vocabulary.unit(unit),
        new Phrase(
            "dose-of-product-kind: a unit that converts to " + String.join(" or ", units),
            "dose-of-product-kind：须为可换算为 " + String.join(" 或 ", units) + " 的单位"));
  }

  /**
   * A dose that the therapy modules do not have as possible. A person looks at it: the record is
   * taken, as it may be true.
   */
  static void plausible(JsonNode administration, ModuleCatalog modules, Findings findings) {
    Optional<Product> product = of(administration);
    JsonNode value = administration.path("dosage").path("dose").path("value");
    String unit = unit(administration);
    if (product.isEmpty()
        || !value.isNumber()
        || administration.path("status").asText().equals("not-done")) {
      return;
    }
    BigDecimal amount = value.decimalValue();
    DoseBounds.of(product.get(), modules)
        .outside(amount, unit)
        .ifPresent(
            bounds ->
                findings.warn(
                    IssueCode.IMPLAUSIBLE,
                    "MedicationAdministration.dosage.dose.value",
                    "dosage.dose.value",
                    ShownNumber.phrase(amount, unit),
                    bounds));
  }
}
