package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.code;
import static org.therafed.gateway.convert.table.Parts.day;
import static org.therafed.gateway.convert.table.Parts.extension;
import static org.therafed.gateway.convert.table.Parts.quantity;
import static org.therafed.gateway.convert.table.Parts.reference;

import java.util.List;
import org.hl7.fhir.r4.model.BiologicallyDerivedProduct;
import org.hl7.fhir.r4.model.BiologicallyDerivedProduct.BiologicallyDerivedProductCategory;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** Rows about cells: a link of the chain of identity from collection to infusion. */
final class CellRows {

  private CellRows() {}

  static List<Resource> product(RowContext row) {
    BiologicallyDerivedProduct cells =
        claim(
            new BiologicallyDerivedProduct(),
            Profile.CELL_PRODUCT,
            row.cellProductId(row.text("cell_product_id")));
    // The chain's number goes with the cells to the manufacturer; here it is keyed like an id.
    cells
        .addIdentifier()
        .setSystem(Canonical.CHAIN_OF_IDENTITY)
        .setValue(LocalIds.of("chain", row.text("chain_id")));
    cells.setProductCategory(BiologicallyDerivedProductCategory.CELLS);
    cells.setProductCode(
        Parts.listed("cell-material", Systems.CELL_MATERIAL, row.text("material")));
    cells.addExtension(extension("recipient", row.subject()));
    cells.addExtension(code("cell-source", row.text("source")));
    row.row()
        .find("parent_id")
        .ifPresent(
            parent ->
                cells.addParent(
                    reference("BiologicallyDerivedProduct", row.cellProductId(parent))));
    row.row()
        .day("collected_on")
        .ifPresent(
            on -> {
              cells.getCollection().setCollected(day(on));
              // A donor is no person of the registry and is not named.
              if (row.text("source").equals("autologous")) {
                cells.getCollection().setSource(row.subject());
              }
            });
    row.row()
        .find("cycle")
        .ifPresent(
            cycle ->
                cells.addExtension(
                    extension("collected-in", reference("Procedure", row.cycleId(cycle)))));
    row.row()
        .day("manufactured_on")
        .ifPresent(
            on ->
                cells
                    .addProcessing()
                    .setProcedure(
                        Parts.listed("cell-processing", Systems.CELL_PROCESSING, "manufacture"))
                    .setTime(day(on)));
    row.row()
        .decimal("dose")
        .ifPresent(
            dose -> cells.addExtension(extension("cell-dose", quantity(dose, row.text("unit")))));
    measured(row, cells, "viability_percent", "viability", "%");
    measured(row, cells, "vector_copies", "vector-copy-number", "{copies}/{diploid_genome}");
    measured(row, cells, "transduction_percent", "transduction", "%");
    return List.of(cells);
  }

  private static void measured(
      RowContext row,
      BiologicallyDerivedProduct cells,
      String column,
      String extension,
      String unit) {
    row.row()
        .decimal(column)
        .ifPresent(value -> cells.addExtension(extension(extension, quantity(value, unit))));
  }
}
