package org.therafed.dicom.convert.imagingstudy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.sr.Code;
import org.therafed.dicom.sr.Concepts;
import org.therafed.dicom.sr.Measurement;
import org.therafed.dicom.sr.MeasurementGroup;
import org.therafed.profiles.terminology.Systems;

/**
 * A measurement in the codes and units of the registry (code set imaging-measurement).
 *
 * @param text decimal, digits as reported
 * @param unit UCUM
 */
record MeasuredValue(String system, String code, String display, String text, String unit) {
  private static final List<Code> SUV =
      List.of(Code.dcm("126401", "SUVbw"), Code.dcm("126402", "SUVlbm"));
  private static final Code METABOLIC_VOLUME = Code.dcm("126032", "Metabolic Volume");
  private static final Code VOLUME = Code.sct("118565006", "Volume");
  private static final List<Code> SIZES =
      List.of(
          Code.sct("103339001", "Long Axis"),
          Code.sct("81827009", "Diameter"),
          Code.sct("410668003", "Length"));

  /** Findings that a size is a tumour's; a length of an aorta is none. */
  private static final List<Code> TUMOURS =
      List.of(
          Code.sct("86049000", "Neoplasm, Primary"),
          Code.sct("14799000", "Neoplasm, Secondary"),
          Code.sct("108369006", "Neoplasm"),
          Code.sct("52988006", "Lesion"),
          Code.sct("27925004", "Nodule"),
          Code.sct("4147007", "Mass"));

  /** UCUM as registries write it, by what reports write, annotations removed. */
  private static final Map<String, String> UNITS =
      Map.of(
          "g/ml", "g/mL", "g/mL", "g/mL", "ml", "mL", "mL", "mL", "cm3", "cm3", "mm", "mm", "cm",
          "cm");

  static Optional<MeasuredValue> of(Measurement measurement, MeasurementGroup group, Notes notes) {
    String unit = UNITS.getOrDefault(measurement.number().unit().replaceAll("\\{[^}]*\\}", ""), "");
    Optional<Code> code = code(measurement, group);
    boolean fits =
        code.isPresent()
            && !unit.isEmpty()
            && measurement.number().value() >= 0
            && fits(code.get(), unit);
    if (!fits) {
      notes.add(
          ConversionNote.Code.MEASUREMENT_NOT_CARRIED,
          "Measurements of a report that are no SUVmax, metabolic volume or tumour size, or in"
              + " another unit, were left out");
      return Optional.empty();
    }
    boolean loinc = code.get().scheme().equals("LN");
    return Optional.of(
        new MeasuredValue(
            loinc ? Systems.LOINC : StudyMapper.DCM,
            code.get().value(),
            code.get().meaning(),
            measurement.number().text(),
            unit));
  }

  /**
   * The registry has one SUV of a lesion, the maximum: a mean under the same code would be taken
   * for it.
   */
  private static Optional<Code> code(Measurement measurement, MeasurementGroup group) {
    for (Code suv : SUV) {
      if (measurement.name().means(suv)) {
        return measurement.derivation().filter(Concepts.MAXIMUM::means).map(maximum -> suv);
      }
    }
    boolean uptake = group.measurements().stream().anyMatch(m -> isSuv(m.name()));
    boolean volume =
        measurement.name().means(METABOLIC_VOLUME) || (uptake && measurement.name().means(VOLUME));
    if (volume && measurement.derivation().isEmpty()) {
      return Optional.of(METABOLIC_VOLUME);
    }
    boolean tumour = group.finding().filter(f -> TUMOURS.stream().anyMatch(f::means)).isPresent();
    boolean size = SIZES.stream().anyMatch(measurement.name()::means);
    return tumour && size ? Optional.of(new Code("21889-1", "LN", "Size Tumor")) : Optional.empty();
  }

  private static boolean isSuv(Code name) {
    return SUV.stream().anyMatch(name::means);
  }

  private static boolean fits(Code code, String unit) {
    if (isSuv(code)) {
      return unit.equals("g/mL");
    }
    boolean length = unit.equals("mm") || unit.equals("cm");
    return code.scheme().equals("LN") ? length : unit.equals("mL") || unit.equals("cm3");
  }
}
