package org.therafed.dicom.quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.measure.Becquerel;

/**
 * Standardised uptake values of single-frame PET series, by the vendor neutral pseudo-code of QIBA
 * (FDG-PET/CT Technical Committee, SUV_vendorneutral_pseudocode_20180626_DAC).
 *
 * <ul>
 *   <li>BQML, START: {@code size / (dose * 2^(-(scan - start) / halfLife))}
 *   <li>BQML, ADMIN: {@code size / dose}: the image is decayed to the administration already
 *   <li>BQML, NONE: refused
 *   <li>CNTS (Philips): (7053,xx00) where not zero, else (7053,xx09) times the factor of BQML
 *   <li>GML, CM2ML: 1 for the type the image states, else the ratio of both sizes
 * </ul>
 *
 * <p>Size is the body weight in g, or what {@link SuvType} says; dose is Radionuclide Total Dose
 * (0018,1074) in Bq, the half-life the header's own.
 */
public final class Suv {
  private static final int PHILIPS_SUV = 0x00;
  private static final int PHILIPS_ACTIVITY = 0x09;

  /**
   * Administered activities that are believed, Bq: 5 MBq to 50 GBq. Less is given to nobody for an
   * image (the EANM dosage card begins at 10 MBq), but a usual dose in kBq looks like it, and would
   * make the SUV a thousand times too high.
   */
  private static final double LEAST_BQ = 5e6;

  private static final double MOST_BQ = 5e10;

  private Suv() {}

  /**
   * The factor of a series.
   *
   * @param headers of all images of one series; of the whole series, as the earliest acquisition
   *     may decide
   */
  public static SuvResult factor(List<DataSet> headers, SuvType type) {
    try {
      return accepted(PetSeries.of(headers), type);
    } catch (SuvRefusedException e) {
      return e.refused();
    }
  }

  private static SuvFactor accepted(PetSeries series, SuvType type) {
    series.checkCorrected();
    List<SuvCaution> cautions = new ArrayList<>();
    return switch (series.units()) {
      case "BQML" -> activity(series, type, cautions);
      case "CNTS" -> counts(series, type, cautions);
      case "GML", "CM2ML" -> suv(series, type, cautions);
      default ->
          throw SuvRefusal.UNITS_UNSUPPORTED.because(
              "Units (0054,1001) is none of BQML, CNTS, GML and CM2ML");
    };
  }

  private static SuvFactor activity(PetSeries series, SuvType type, List<SuvCaution> cautions) {
    String decay = series.first().string(Tag.DecayCorrection).orElse("");
    double size = series.body().numerator(type);
    DataSet injection = series.injection();
    double dose = dose(injection).value();
    return switch (decay) {
      case "ADMIN" ->
          new SuvFactor(type, size / dose, SuvFactor.Basis.ACTIVITY_AT_ADMINISTRATION, cautions);
      case "START" -> {
        double halfLife = halfLife(injection);
        double seconds = new ScanTime(series, cautions).secondsAfterInjection(injection, halfLife);
        double left = dose * Math.pow(2, -seconds / halfLife);
        yield new SuvFactor(type, size / left, SuvFactor.Basis.ACTIVITY_AT_SCAN, cautions);
      }
      default ->
          throw SuvRefusal.DECAY_REFERENCE_UNKNOWN.because(
              "Decay Correction (0054,1102) is neither START nor ADMIN");
    };
  }

  private static SuvFactor counts(PetSeries series, SuvType type, List<SuvCaution> cautions) {
    OptionalDouble toSuv = series.philips(PHILIPS_SUV);
    if (toSuv.isPresent()) {
      return new SuvFactor(
          type,
          toSuv.getAsDouble() * ratio(series, SuvType.BW, type),
          SuvFactor.Basis.PHILIPS_SUV_FACTOR,
          cautions);
    }
    OptionalDouble toActivity = series.philips(PHILIPS_ACTIVITY);
    if (toActivity.isEmpty()) {
      throw SuvRefusal.NO_PHILIPS_FACTOR.because(
          "Units (0054,1001) is CNTS, and neither (7053,xx00) nor (7053,xx09) of Philips PET Private"
              + " Group is above zero; keep them on de-identification (PS3.15 Table E.3.10-1)");
    }
    cautions.add(SuvCaution.PHILIPS_FACTOR_UNIT);
    SuvFactor activity = activity(series, type, cautions);
    return new SuvFactor(
        type,
        toActivity.getAsDouble() * activity.value(),
        SuvFactor.Basis.PHILIPS_ACTIVITY_FACTOR,
        activity.cautions());
  }

  private static SuvFactor suv(PetSeries series, SuvType type, List<SuvCaution> cautions) {
    boolean surface = series.units().equals("CM2ML");
    SuvType held =
        SuvType.ofTerm(series.first().string(Tag.SUVType).orElse(surface ? "BSA" : "BW"))
            .orElseThrow(
                () ->
                    SuvRefusal.SUV_TYPE_UNKNOWN.because(
                        "SUV Type (0054,1006) is no term of PS3.3 C.8.9.1.1.3"));
    if (surface != (held == SuvType.BSA)) {
      throw SuvRefusal.SUV_TYPE_UNKNOWN.because(
          "SUV Type (0054,1006) and Units (0054,1001) contradict each other");
    }
    return new SuvFactor(type, ratio(series, held, type), SuvFactor.Basis.IMAGE_IS_SUV, cautions);
  }

  /** Exactly 1 where both are the same, so that neither weight nor size is needed then. */
  private static double ratio(PetSeries series, SuvType held, SuvType wanted) {
    return held == wanted ? 1 : series.body().numerator(wanted) / series.body().numerator(held);
  }

  private static Becquerel dose(DataSet injection) {
    OptionalDouble dose = injection.decimal(Tag.RadionuclideTotalDose);
    if (dose.isEmpty() || !Double.isFinite(dose.getAsDouble()) || dose.getAsDouble() <= 0) {
      throw SuvRefusal.NO_DOSE.because(
          "Radionuclide Total Dose (0018,1074) is absent or not above zero");
    }
    if (dose.getAsDouble() < LEAST_BQ || dose.getAsDouble() > MOST_BQ) {
      throw SuvRefusal.DOSE_UNIT_DOUBTFUL.because(
          "Radionuclide Total Dose (0018,1074) is "
              + dose.getAsDouble()
              + " Bq; 5 MBq to 50 GBq are believed. PET states Bq, not kBq or MBq");
    }
    return new Becquerel(dose.getAsDouble());
  }

  private static double halfLife(DataSet injection) {
    OptionalDouble halfLife = injection.decimal(Tag.RadionuclideHalfLife);
    if (halfLife.isEmpty()
        || !Double.isFinite(halfLife.getAsDouble())
        || halfLife.getAsDouble() <= 0) {
      throw SuvRefusal.NO_HALF_LIFE.because(
          "Radionuclide Half Life (0018,1075) is absent or not above zero");
    }
    return halfLife.getAsDouble();
  }
}
