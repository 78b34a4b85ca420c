package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.code;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.extension;
import static org.therafed.gateway.convert.table.Parts.known;
import static org.therafed.gateway.convert.table.Parts.quantity;
import static org.therafed.gateway.convert.table.Parts.reference;
import static org.therafed.gateway.convert.table.Parts.time;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Systems;

/** Rows about one administration of any product: what it was, how much, and its cycle. */
final class AdministrationRows {

  private AdministrationRows() {}

  static List<Resource> administration(RowContext row) {
    Product product = row.product();
    OffsetDateTime at = row.row().time("administered_at", row.zone()).orElseThrow();
    Medication medication = medication(row, product);
    MedicationAdministration given =
        claim(new MedicationAdministration(), Profile.ADMINISTRATION, administrationId(row));
    row.row()
        .find("cycle")
        .ifPresent(cycle -> given.addPartOf(reference("Procedure", row.cycleId(cycle))));
    given.setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
    given.setMedication(reference("Medication", medication.getIdElement().getIdPart()));
    given.setSubject(row.subject());
    given.setEffective(time(at));
    if (product.intravenous()) {
      given.getDosage().setRoute(concept(Systems.SNOMED, "47625008", "Intravenous route"));
    }
    given.addExtension(extension("product", known("product", product.coding())));
    product
        .radionuclide()
        .ifPresent(
            nuclide ->
                given.addExtension(
                    extension("radionuclide", known("radionuclide", nuclide.coding()))));
    cells(row).ifPresent(given::addExtension);
    if (product.radionuclide().isPresent()) {
      ActivityRecord record = ActivityRecord.of(row, product, at);
      given.getDosage().setDose(record.dose());
      given.addExtension(record.extension());
    } else {
      given.getDosage().setDose(dose(row, product));
    }
    List<Resource> resources = new ArrayList<>();
    cycle(row, at).ifPresent(resources::add);
    resources.add(medication);
    resources.add(given);
    return resources;
  }

  private static String administrationId(RowContext row) {
    List<String> fields = new ArrayList<>(List.of(row.text("course_id")));
    fields.add(row.row().find("cycle").orElse(""));
    row.row().find("administration_id").ifPresent(fields::add);
    return row.id("administration", fields.toArray(String[]::new));
  }

  /**
   * The cycle of its only administration. Where a cycle has several, each with an id of its own,
   * none of them is the cycle: that is a row of the table of cycles.
   */
  private static Optional<Resource> cycle(RowContext row, OffsetDateTime at) {
    if (row.row().find("cycle").isEmpty() || row.row().find("administration_id").isPresent()) {
      return Optional.empty();
    }
    String number = row.text("cycle");
    Procedure cycle = claim(new Procedure(), Profile.TREATMENT_CYCLE, row.cycleId(number));
    cycle.addPartOf(reference("Procedure", row.courseId()));
    cycle.setStatus(Procedure.ProcedureStatus.COMPLETED);
    cycle.setSubject(row.subject());
    cycle.setPerformed(time(at));
    cycle.addExtension(extension("cycle-number", new PositiveIntType(Integer.parseInt(number))));
    return Optional.of(cycle);
  }

  /** One product resource for all administrations from one lot; cells are one person's. */
  private static Medication medication(RowContext row, Product product) {
    Optional<String> lot = row.row().find("lot");
    String id =
        row.row()
            .find("cell_product_id")
            .map(cells -> row.id("product", product.name(), lot.orElse(""), cells))
            .orElseGet(() -> LocalIds.of("product", product.name(), lot.orElse("")));
    Medication medication = claim(new Medication(), Profile.PRODUCT, id);
    medication.setCode(known("product", product.coding()));
    lot.ifPresent(number -> medication.getBatch().setLotNumber(number));
    medication.addExtension(code("product-kind", product.kind().recorded()));
    product
        .radionuclide()
        .ifPresent(
            nuclide ->
                medication.addExtension(
                    extension("radionuclide", known("radionuclide", nuclide.coding()))));
    cells(row).ifPresent(medication::addExtension);
    return medication;
  }

  private static Optional<Extension> cells(RowContext row) {
    return row.row()
        .find("cell_product_id")
        .map(id -> new Reference("BiologicallyDerivedProduct/" + row.cellProductId(id)))
        .map(cells -> extension("cell-product", cells));
  }

  private static Quantity dose(RowContext row, Product product) {
    String unit = row.text("unit");
    String kept = product.kind().keptIn(unit).orElseThrow();
    return quantity(Parts.converted(row.row().decimal("dose").orElseThrow(), unit, kept), kept);
  }
}
