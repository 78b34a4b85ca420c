package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.therafed.profiles.module.DoseBounds;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ProductKind;
import org.therafed.profiles.terminology.Products;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Route;
import org.therafed.profiles.terminology.Ucum;

/** What a Medication or an administration says of its product, and whether it is known. */
final class ProductInvariants {
  private static final CodeSet SET = CodeSets.standard().find("product").orElseThrow();
  private static final String NUCLIDE = "extension[radionuclide]";

  private ProductInvariants() {}

  /** The product of a Medication or an administration; empty for one that is not known. */
  static Optional<Product> of(JsonNode resource, ModuleCatalog modules) {
    for (JsonNode coding : concept(resource).path("coding")) {
      Optional<Product> known = of(coding, modules.products());
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  private static Optional<Product> of(JsonNode coding, Products products) {
    return products.coded(coding.path("system").asText(), coding.path("code").asText());
  }

  private static JsonNode concept(JsonNode resource) {
    return isMedication(resource)
        ? resource.path("code")
        : Invariants.extension(resource, ExtensionUrls.PRODUCT).path("valueCodeableConcept");
  }

  private static boolean isMedication(JsonNode resource) {
    return resource.path("resourceType").asText().equals("Medication");
  }

  /**
   * Codings that are taken by their form are of a product that the tables or a therapy module know,
   * and all codings of the same.
   */
  static void known(JsonNode resource, Findings findings, ModuleCatalog modules) {
    JsonNode codings = concept(resource).path("coding");
    Product first = null;
    for (int i = 0; i < codings.size(); i++) {
      String system = codings.path(i).path("system").asText();
      String code = codings.path(i).path("code").asText();
      Optional<Product> product = of(codings.path(i), modules.products());
      if (product.isEmpty() && SET.display(system, code).isEmpty()) {
        findings.add(
            IssueCode.CODE,
            place(resource) + ".coding[" + i + "].code",
            element(resource) + ".coding.code",
            Vocabulary.code(code),
            new Phrase(
                "product-known: a product of the registry or of a therapy module that is known",
                "product-known：须为登记库或已知治疗模块的药品"));
      } else if (product.isPresent() && first != null && !first.equals(product.get())) {
        findings.invariantAt(
            "product-known",
            place(resource) + ".coding[" + i + "]",
            element(resource) + ".coding",
            "names another product than the coding before it",
            "与前一代码所指药品不同");
      }
      first = first == null ? product.orElse(null) : first;
    }
  }

  /** The concept as the profile's table names it. */
  private static String element(JsonNode resource) {
    return isMedication(resource) ? "code" : "extension[product].valueCodeableConcept";
  }

  /** Where the codings stand, with the index that an extension has. */
  private static String place(JsonNode resource) {
    if (isMedication(resource)) {
      return "Medication.code";
    }
    JsonNode extensions = resource.path("extension");
    int index = 0;
    while (!ExtensionUrls.PRODUCT.equals(extensions.path(index).path("url").textValue())) {
      index++;
    }
    return "MedicationAdministration.extension[" + index + "].valueCodeableConcept";
  }

  static void asListed(JsonNode resource, Findings findings, ModuleCatalog modules) {
    of(resource, modules)
        .ifPresent(
            product -> {
              nuclide(resource, product, modules, findings);
              kind(resource, product, findings);
            });
  }

  private static void nuclide(
      JsonNode resource, Product product, ModuleCatalog modules, Findings findings) {
    String type = resource.path("resourceType").asText();
    Optional<Radionuclide> given = ActivityInvariants.nuclide(resource, modules);
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
    if (given != null && !given.equals(product.kind().recorded())) {
      findings.invariant(
          "product-as-listed",
          "Medication",
          "extension[product-kind].valueCode",
          "is not the kind of the product, which is " + product.kind().recorded(),
          "不是该药品的类别，应为 " + product.kind().recorded());
    }
  }

  private static String unit(JsonNode administration) {
    return administration.path("dosage").path("dose").path("code").asText();
  }

  static void doseOfKind(JsonNode administration, Findings findings, ModuleCatalog modules) {
    Optional<Product> product = of(administration, modules);
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
   * A dose that the therapy modules do not have as possible; of a radiopharmaceutical that no table
   * has, one that no radiopharmaceutical is given in. A person looks at it: the record is taken, as
   * it may be true.
   */
  static void plausible(JsonNode administration, ModuleCatalog modules, Findings findings) {
    Optional<Product> product = of(administration, modules);
    JsonNode value = administration.path("dosage").path("dose").path("value");
    String unit = unit(administration);
    if ((product.isEmpty() && !Ucum.convertible(unit, "MBq"))
        || !value.isNumber()
        || administration.path("status").asText().equals("not-done")) {
      return;
    }
    BigDecimal amount = value.decimalValue();
    DoseBounds possible =
        product
            .map(known -> DoseBounds.of(known, modules))
            .orElseGet(
                () ->
                    DoseBounds.ofRadiopharmaceutical(
                        ActivityInvariants.nuclide(administration, modules)));
    possible
        .outside(amount, unit)
        .ifPresent(
            bounds ->
                findings.warn(
                    IssueCode.IMPLAUSIBLE,
                    "MedicationAdministration.dosage.dose.value",
                    "dosage.dose.value",
                    ShownNumber.phrase(amount, unit),
                    new Phrase(
                            "a dose of this product lies between " + bounds.en(),
                            "该药品的剂量在 " + bounds.zh() + " 之间")
                        .then(
                            ActivitySlip.hint(
                                unit, other -> possible.outside(amount, other).isEmpty()))));
  }

  /**
   * A route that is not the one by which the product is always given. A person looks at it, as at a
   * dose.
   */
  static void route(JsonNode administration, ModuleCatalog modules, Findings findings) {
    Optional<Route> always = of(administration, modules).flatMap(Product::route);
    JsonNode codings = administration.path("dosage").path("route").path("coding");
    if (always.isEmpty() || administration.path("status").asText().equals("not-done")) {
      return;
    }
    for (int i = 0; i < codings.size(); i++) {
      Optional<Route> given = Route.coded(codings.path(i).path("code").asText());
      if (given.isPresent() && !given.equals(always)) {
        findings.warn(
            IssueCode.IMPLAUSIBLE,
            "MedicationAdministration.dosage.route.coding[" + i + "].code",
            "dosage.route.coding.code",
            shown(given.get()),
            new Phrase("this product has the ", "该药品的给药途径为").then(shown(always.get())));
      }
    }
  }

  private static Phrase shown(Route route) {
    return new Phrase(route.coding().display().toLowerCase(Locale.ROOT), route.chinese());
  }
}
