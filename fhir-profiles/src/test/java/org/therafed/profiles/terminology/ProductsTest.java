package org.therafed.profiles.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;

class ProductsTest {

  private static final Set<String> NOT_IN_TABLES = Set.of("other-radiopharmaceutical");

  @Test
  void everyProductThatARecordMayNameIsInTheTableOrSaidNotToBe() {
    Set<String> ours =
        CodeSets.standard().find("product").orElseThrow().listed().get(Systems.PRODUCT).keySet();
    Set<String> missing = new TreeSet<>(ours);
    Products.standard().all().forEach(product -> missing.remove(product.coding().code()));
    assertThat(missing).containsExactlyInAnyOrderElementsOf(NOT_IN_TABLES);
  }

  @Test
  void everyProductThatAModuleGivesIsInTheTable() {
    Set<String> names =
        Products.standard().all().stream()
            .map(product -> product.coding().code())
            .collect(Collectors.toSet());
    ModuleCatalog.standard()
        .all()
        .forEach(
            module ->
                assertThat(module.products())
                    .as(module.id())
                    .allMatch(product -> names.contains(product.code())));
  }

  @Test
  void everyKindIsAKindOfTheProfileAndItsUnitsAreUnitsOfADose() {
    assertThat(
            ProfileTable.standard()
                .of(Profile.PRODUCT)
                .element("extension[product-kind].valueCode")
                .map(rule -> rule.constraints().codes())
                .orElseThrow())
        .contains(ProductKind.LISTED.stream().map(ProductKind::code).toArray(String[]::new));
    for (ProductKind kind : ProductKind.LISTED) {
      assertThat(kind.units()).as(kind.code()).allMatch(Ucum::isKnown);
    }
  }

  @Test
  void aDoseIsKeptInItsUnitOrConvertedToTheKindsFirst() {
    assertThat(ProductKind.RADIOLIGAND.keptIn("GBq")).contains("GBq");
    assertThat(ProductKind.RADIOLIGAND.keptIn("Bq")).contains("MBq");
    assertThat(ProductKind.SMALL_MOLECULE.keptIn("g")).contains("mg");
    assertThat(ProductKind.CAR_T.keptIn("10*6/kg")).contains("10*6/kg");
    assertThat(ProductKind.CAR_T.keptIn("mg")).isEmpty();
    assertThat(ProductKind.RADIOLIGAND.keptIn("uCi")).isEmpty();
  }

  @Test
  void everyCriterionThatAModuleAsksForHasItsRespondersAmongItsCategories() {
    ModuleCatalog.standard().all().stream()
        .flatMap(module -> module.endpoints().stream())
        .filter(endpoint -> endpoint.text("criterion").isPresent())
        .forEach(
            endpoint -> {
              ResponseCriteria.Criterion criterion =
                  ResponseCriteria.standard().named(endpoint.text("criterion").get()).orElseThrow();
              assertThat(endpoint.texts("responders"))
                  .as(endpoint.id())
                  .allMatch(code -> criterion.category(code).isPresent());
            });
  }
}
