package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.code;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.extension;
import static org.therafed.gateway.convert.table.Parts.quantity;
import static org.therafed.gateway.convert.table.Parts.reference;
import static org.therafed.gateway.convert.table.Parts.time;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Radionuclides;
import org.therafed.profiles.terminology.Systems;

/**
 * Rows about administered activity. Net activity = measured before − residual, both decayed to the
 * time of administration: A(t) = A₀ · 2^(−(t−t₀)/T½), DCM 113507, 113508, 113509.
 */
final class AdministrationRows {

  private static final Radionuclide LUTETIUM_177 =
      Radionuclides.standard().named("Lu-177").orElseThrow();
  private static final MathContext DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);
  private static final String GBQ = "GBq";

  private AdministrationRows() {}

  static List<Resource> administration(RowContext row) {
    String cycleNumber = row.text("cycle");
    String course = row.text("course_id");
    OffsetDateTime at = row.row().time("administered_at", row.zone()).orElseThrow();

    Procedure cycle =
        claim(new Procedure(), Profile.TREATMENT_CYCLE, row.id("cycle", course, cycleNumber));
    cycle.addPartOf(reference("Procedure", row.courseId()));
    cycle.setStatus(Procedure.ProcedureStatus.COMPLETED);
    cycle.setSubject(row.subject());
    cycle.setPerformed(time(at));
    cycle.addExtension(
        extension("cycle-number", new PositiveIntType(Integer.parseInt(cycleNumber))));

    Medication product = product(row);
    MedicationAdministration given =
        claim(
            new MedicationAdministration(),
            Profile.ADMINISTRATION,
            row.id("administration", course, cycleNumber));
    given.addPartOf(reference("Procedure", cycle.getIdElement().getIdPart()));
    given.setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
    given.setMedication(reference("Medication", product.getIdElement().getIdPart()));
    given.setSubject(row.subject());
    given.setEffective(time(at));
    Extension record = activityRecord(row, at);
    given
        .getDosage()
        .setRoute(concept(Systems.SNOMED, "47625008", "Intravenous route"))
        .setDose(quantity(net(row, at), GBQ));
    given.addExtension(extension("product", productCode(row)));
    given.addExtension(extension("radionuclide", Parts.concept(LUTETIUM_177.coding())));
    given.addExtension(record);
    return List.of(cycle, product, given);
  }

  /** One product resource for all administrations from one lot. */
  private static Medication product(RowContext row) {
    Optional<String> lot = row.row().find("lot");
    Medication product =
        claim(
            new Medication(),
            Profile.PRODUCT,
            LocalIds.of("product", row.text("product"), lot.orElse("")));
    product.setCode(productCode(row));
    lot.ifPresent(number -> product.getBatch().setLotNumber(number));
    product.addExtension(code("product-kind", "radioligand"));
    product.addExtension(extension("radionuclide", Parts.concept(LUTETIUM_177.coding())));
    return product;
  }

  private static CodeableConcept productCode(RowContext row) {
    return concept(Systems.PRODUCT, row.text("product"), row.text("product"));
  }

  private static Extension activityRecord(RowContext row, OffsetDateTime at) {
    Extension record = new Extension(Canonical.extension("activity-record"));
    part(record, "measured-before", quantity(decimal(row, "measured_activity_gbq"), GBQ));
    part(record, "measured-before-time", time(measuredAt(row)));
    row.row()
        .decimal("residual_activity_gbq")
        .ifPresent(
            residual -> {
              part(record, "residual", quantity(residual, GBQ));
              part(record, "residual-time", time(residualAt(row)));
            });
    part(record, "net-administered", quantity(net(row, at), GBQ));
    part(record, "net-administered-time", time(at));
    return record;
  }

  private static void part(Extension record, String name, Type value) {
    record.addExtension(new Extension(name, value));
  }

  private static BigDecimal net(RowContext row, OffsetDateTime at) {
    BigDecimal before =
        LUTETIUM_177.decay(
            decimal(row, "measured_activity_gbq"), Duration.between(measuredAt(row), at));
    BigDecimal residual =
        row.row()
            .decimal("residual_activity_gbq")
            .map(value -> LUTETIUM_177.decay(value, Duration.between(residualAt(row), at)))
            .orElse(BigDecimal.ZERO);
    BigDecimal net = before.subtract(residual).round(DIGITS);
    if (net.signum() <= 0) {
      throw GatewayCode.CONVERT_VALUE.with(
          org.therafed.profiles.outcome.Fault.safe("element", "residual_activity_gbq"));
    }
    return net;
  }

  private static BigDecimal decimal(RowContext row, String column) {
    return row.row().decimal(column).orElseThrow();
  }

  private static OffsetDateTime measuredAt(RowContext row) {
    return row.row().time("measured_at", row.zone()).orElseThrow();
  }

  private static OffsetDateTime residualAt(RowContext row) {
    return row.row().time("residual_at", row.zone()).orElseThrow();
  }
}
