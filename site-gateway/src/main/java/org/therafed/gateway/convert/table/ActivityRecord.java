package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.quantity;
import static org.therafed.gateway.convert.table.Parts.time;
import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Radionuclide;

/**
 * Measured, residual and net activity of one administration. Net activity = measured before −
 * residual, both decayed to the time of administration: A(t) = A₀ · 2^(−(t−t₀)/T½), DCM 113507,
 * 113508, 113509. All in one unit, {@code kBq}, {@code MBq} or {@code GBq}.
 */
final class ActivityRecord {

  private static final MathContext DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);

  private final Quantity dose;
  private final Extension extension;

  private ActivityRecord(Quantity dose, Extension extension) {
    this.dose = dose;
    this.extension = extension;
  }

  /**
   * The activity of a checked row.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-002 if nothing is left to give
   */
  static ActivityRecord of(RowContext row, Product product, OffsetDateTime at) {
    Radionuclide nuclide = product.radionuclide().orElseThrow();
    String written = row.row().find("unit").orElse("GBq");
    String unit = product.kind().keptIn(written).orElseThrow();
    BigDecimal before =
        amount(row, "measured_activity_gbq", "dose")
            .map(value -> Parts.converted(value, written, unit))
            .orElseThrow();
    Optional<BigDecimal> residual =
        amount(row, "residual_activity_gbq", "residual_dose")
            .map(value -> Parts.converted(value, written, unit));
    OffsetDateTime measuredAt = row.row().time("measured_at", row.zone()).orElseThrow();
    BigDecimal net = nuclide.decay(before, Duration.between(measuredAt, at));
    Extension record = new Extension(Canonical.extension("activity-record"));
    part(record, "measured-before", quantity(before, unit));
    part(record, "measured-before-time", time(measuredAt));
    if (residual.isPresent()) {
      OffsetDateTime residualAt = row.row().time("residual_at", row.zone()).orElseThrow();
      part(record, "residual", quantity(residual.get(), unit));
      part(record, "residual-time", time(residualAt));
      net = net.subtract(nuclide.decay(residual.get(), Duration.between(residualAt, at)));
    }
    net = net.round(DIGITS);
    if (net.signum() <= 0) {
      throw ConvertCode.VALUE.with(safe("element", "residual_activity_gbq"));
    }
    part(record, "net-administered", quantity(net, unit));
    part(record, "net-administered-time", time(at));
    return new ActivityRecord(quantity(net, unit), record);
  }

  private static Optional<BigDecimal> amount(RowContext row, String inGbq, String inUnit) {
    return row.row().decimal(inGbq).or(() -> row.row().decimal(inUnit));
  }

  private static void part(Extension record, String name, Type value) {
    record.addExtension(new Extension(name, value));
  }

  Quantity dose() {
    return dose;
  }

  Extension extension() {
    return extension;
  }
}
