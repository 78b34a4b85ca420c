package org.therafed.dicom.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.therafed.dicom.quantity.PetImages.bqml;
import static org.therafed.dicom.quantity.PetImages.injection;
import static org.therafed.dicom.quantity.PetImages.philips;
import static org.therafed.dicom.quantity.PetImages.withInjection;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

class SuvTest {
  /** 2^(-3600/6586.2) of 370 MBq are left after an hour. */
  private static final double AFTER_AN_HOUR = 370e6 * Math.pow(2, -3600 / 6586.2);

  private static SuvFactor factor(SuvType type, DataSet... images) {
    SuvResult result = Suv.factor(List.of(images), type);
    assertThat(result).isInstanceOf(SuvFactor.class);
    return (SuvFactor) result;
  }

  private static SuvRefusal refusal(SuvType type, DataSet... images) {
    SuvResult result = Suv.factor(List.of(images), type);
    assertThat(result).isInstanceOf(SuvRefused.class);
    return ((SuvRefused) result).reason();
  }

  @Test
  void startDecaysTheDoseToTheScanAndAdminDoesNot() {
    assertThat(factor(SuvType.BW, bqml()).value()).isCloseTo(70_000 / AFTER_AN_HOUR, within(1e-12));
    assertThat(factor(SuvType.BW, bqml().put(Tag.DecayCorrection, VR.CS, "ADMIN")).value())
        .isCloseTo(70_000 / 370e6, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "BW,   M, 70000",
    // 1.10*70 - 120*(70/175)^2 = 57.8; 1.07*70 - 148*0.16 = 51.22; with 128: 56.52
    "LBM,  M, 57800",
    "LBM,  F, 51220",
    "LBM_JAMES128, M, 56520",
    "LBM_JAMES128, F, 51220",
    // BMI 22.857142857: 9270*70/(6680+216*BMI), 9270*70/(8780+244*BMI)
    "LBM_JANMA, M, 55857.108",
    "LBM_JANMA, F, 45197.015",
    // 0.007184 * 70^0.425 * 175^0.725 = 1.848143 m2
    "BSA,  M, 18481.430",
    "IBW,  M, 72380",
    "IBW,  F, 66430",
  })
  void eachTypeNormalisesByItsOwnSize(SuvType type, String sex, double size) {
    double factor = factor(type, bqml().put(Tag.PatientSex, VR.CS, sex)).value();

    assertThat(factor * AFTER_AN_HOUR).isCloseTo(size, within(size * 2e-6));
  }

  @Test
  void startLaterThanTheScanIsOfTheDayBeforeAndSaidSo() {
    DataSet overMidnight =
        bqml().put(Tag.SeriesTime, VR.TM, "003000").put(Tag.AcquisitionTime, VR.TM, "003000");
    overMidnight
        .item(Tag.RadiopharmaceuticalInformationSequence)
        .orElseThrow()
        .put(Tag.RadiopharmaceuticalStartTime, VR.TM, "233000");

    SuvFactor factor = factor(SuvType.BW, overMidnight);

    assertThat(factor.value()).isCloseTo(70_000 / AFTER_AN_HOUR, within(1e-12));
    assertThat(factor.cautions()).containsExactly(SuvCaution.START_DAY_ASSUMED);
  }

  @Test
  void longHalfLifeNeedsTheDateOfTheStart() {
    DataSet zirconium = injection().put(Tag.RadionuclideHalfLife, VR.DS, "282280");

    assertThat(refusal(SuvType.BW, withInjection(zirconium)))
        .isEqualTo(SuvRefusal.START_DAY_UNKNOWN);
    // Copper-64 by a clock a minute ahead of the scanner's: not the day before.
    DataSet copper =
        injection()
            .put(Tag.RadionuclideHalfLife, VR.DS, "45720")
            .put(Tag.RadiopharmaceuticalStartTime, VR.TM, "130100");
    assertThat(refusal(SuvType.BW, withInjection(copper))).isEqualTo(SuvRefusal.START_DAY_UNKNOWN);
    zirconium.put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, "20240112120000");
    assertThat(factor(SuvType.BW, withInjection(zirconium)).value())
        .isCloseTo(70_000 / (370e6 * Math.pow(2, -(73 * 3600) / 282280.0)), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "20240115120000, 120000, false",
    "20240115120000, 120059, false",
    "20240115120000, 123000, true",
    "20240115120000, 113000, true",
    // A minute around midnight, and an hour.
    "20240115000000, 235930, false",
    "20240115000000, 230000, true",
  })
  void twoStartsThatDisagreeAreACaution(String dateTime, String time, boolean caution) {
    DataSet image =
        withInjection(
            injection()
                .put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, dateTime)
                .put(Tag.RadiopharmaceuticalStartTime, VR.TM, time));

    SuvFactor factor = factor(SuvType.BW, image);

    assertThat(factor.cautions().contains(SuvCaution.STARTS_DISAGREE)).isEqualTo(caution);
    assertThat(factor.cautions()).doesNotContain(SuvCaution.START_DAY_ASSUMED);
  }

  @ParameterizedTest
  @CsvSource({
    "20240115080000+0000, +0100, false",
    "20240115080000+0000, +0000, true",
    "20240114230000-1000, +0000, false",
    "20240115090000, +0100, false",
  })
  void twoStartsAreComparedByTheirOffsets(String dateTime, String zone, boolean caution) {
    DataSet image =
        withInjection(
                injection()
                    .put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, dateTime)
                    .put(Tag.RadiopharmaceuticalStartTime, VR.TM, "090000"))
            .put(Tag.TimezoneOffsetFromUTC, VR.SH, zone);

    SuvFactor factor = factor(SuvType.BW, image);

    assertThat(factor.cautions().contains(SuvCaution.STARTS_DISAGREE)).isEqualTo(caution);
  }

  @Test
  void startIsOfTheScansDayWhereTheSeriesWasRewrittenDaysLater() {
    DataSet later = bqml().put(Tag.SeriesDate, VR.DA, "20240118");

    SuvFactor factor = factor(SuvType.BW, later);

    assertThat(factor.value()).isCloseTo(70_000 / AFTER_AN_HOUR, within(1e-12));
    assertThat(factor.cautions())
        .contains(SuvCaution.START_DAY_ASSUMED, SuvCaution.SERIES_REWRITTEN);
    assertThat(factor(SuvType.BW, bqml().remove(Tag.SeriesDate)).value())
        .isCloseTo(70_000 / AFTER_AN_HOUR, within(1e-12));
  }

  @Test
  void rewrittenSeriesTakesGesScanTimeElseTheEarliestAcquisition() {
    DataSet late = bqml().put(Tag.SeriesTime, VR.TM, "150000");
    DataSet laterSlice =
        bqml().put(Tag.SeriesTime, VR.TM, "150000").put(Tag.AcquisitionTime, VR.TM, "131000");
    DataSet ge =
        bqml()
            .put(Tag.SeriesTime, VR.TM, "150000")
            .put(0x00090010, VR.LO, "GEMS_PETD_01")
            .put(0x0009100D, VR.DT, "20240115130000.00")
            .put(Tag.AcquisitionTime, VR.TM, "131000");

    SuvFactor earliest = factor(SuvType.BW, laterSlice, late);
    assertThat(earliest.value()).isCloseTo(70_000 / AFTER_AN_HOUR, within(1e-12));
    assertThat(earliest.cautions()).contains(SuvCaution.SERIES_REWRITTEN);
    assertThat(factor(SuvType.BW, ge).value()).isCloseTo(70_000 / AFTER_AN_HOUR, within(1e-12));
  }

  @Test
  void earliestOfAnIncompleteSeriesIsACaution() {
    DataSet one = bqml().put(Tag.SeriesTime, VR.TM, "150000").put(Tag.NumberOfSlices, VR.US, 2);

    assertThat(factor(SuvType.BW, one).cautions()).contains(SuvCaution.SERIES_INCOMPLETE);
  }

  @Test
  void offsetsOfBothSidesCount() {
    DataSet image =
        withInjection(
                injection().put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, "20240115110000+0000"))
            .put(Tag.TimezoneOffsetFromUTC, VR.SH, "+0100");

    assertThat(factor(SuvType.BW, image).value()).isCloseTo(70_000 / AFTER_AN_HOUR, within(1e-12));
    assertThat(factor(SuvType.BW, image.remove(Tag.TimezoneOffsetFromUTC)).cautions())
        .contains(SuvCaution.OFFSET_UNKNOWN);
  }

  @Test
  void philipsCountsTakeTheSuvFactorElseTheActivityFactor() {
    SuvFactor direct = factor(SuvType.BW, philips("0.000551", "1.602563"));
    SuvFactor byActivity = factor(SuvType.BW, philips("0", "2"));

    assertThat(direct.value()).isEqualTo(0.000551);
    assertThat(byActivity.value()).isCloseTo(2 * 70_000 / AFTER_AN_HOUR, within(1e-12));
    assertThat(byActivity.cautions()).contains(SuvCaution.PHILIPS_FACTOR_UNIT);
    assertThat(factor(SuvType.LBM, philips("0.000551", "1")).value())
        .isCloseTo(0.000551 * 57.8 / 70, within(1e-12));
  }

  @Test
  void philipsBlockIsFoundByItsCreator() {
    DataSet moved =
        bqml()
            .put(Tag.Units, VR.CS, "CNTS")
            .put(0x70530010, VR.LO, "Another Group")
            .put(0x70531000, VR.DS, "9")
            .put(0x70530011, VR.LO, "Philips PET Private Group")
            .put(0x70531100, VR.DS, "0.000551");

    assertThat(factor(SuvType.BW, moved).value()).isEqualTo(0.000551);
  }

  @Test
  void imageThatHoldsSuvIsTakenAsItIsOrConverted() {
    DataSet gml = bqml().put(Tag.Units, VR.CS, "GML");
    DataSet lbm = bqml().put(Tag.Units, VR.CS, "GML").put(Tag.SUVType, VR.CS, "LBM");

    assertThat(factor(SuvType.BW, gml.remove(Tag.PatientWeight)).value()).isEqualTo(1);
    assertThat(factor(SuvType.LBM, lbm).value()).isEqualTo(1);
    assertThat(factor(SuvType.BW, lbm).value()).isCloseTo(70 / 57.8, within(1e-12));
  }

  private static Arguments because(SuvRefusal reason, UnaryOperator<DataSet> change) {
    return Arguments.of(reason, SuvType.BW, change);
  }

  private static Arguments injected(SuvRefusal reason, Consumer<DataSet> change) {
    return because(
        reason,
        image -> {
          change.accept(image.item(Tag.RadiopharmaceuticalInformationSequence).orElseThrow());
          return image;
        });
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        because(
            SuvRefusal.NOT_PET, i -> i.put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.20")),
        because(
            SuvRefusal.ENHANCED_PET,
            i -> i.put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.130")),
        because(
            SuvRefusal.ENHANCED_PET,
            i -> i.put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.128.1")),
        because(SuvRefusal.UNITS_UNSUPPORTED, i -> i.put(Tag.Units, VR.CS, "PROPCPS")),
        because(SuvRefusal.UNITS_UNSUPPORTED, i -> i.remove(Tag.Units)),
        because(
            SuvRefusal.NOT_ATTENUATION_CORRECTED, i -> i.put(Tag.CorrectedImage, VR.CS, "DECY")),
        because(SuvRefusal.NOT_DECAY_CORRECTED, i -> i.put(Tag.CorrectedImage, VR.CS, "ATTN")),
        because(SuvRefusal.NOT_DECAY_CORRECTED, i -> i.put(Tag.DecayCorrection, VR.CS, "NONE")),
        because(SuvRefusal.DECAY_REFERENCE_UNKNOWN, i -> i.remove(Tag.DecayCorrection)),
        because(SuvRefusal.NO_WEIGHT, i -> i.put(Tag.PatientWeight, VR.DS)),
        because(SuvRefusal.BODY_SIZE_IMPLAUSIBLE, i -> i.put(Tag.PatientWeight, VR.DS, "0")),
        because(SuvRefusal.BODY_SIZE_IMPLAUSIBLE, i -> i.put(Tag.PatientWeight, VR.DS, "70000")),
        Arguments.of(SuvRefusal.NO_HEIGHT, SuvType.BSA, op(i -> i.remove(Tag.PatientSize))),
        Arguments.of(
            SuvRefusal.BODY_SIZE_IMPLAUSIBLE,
            SuvType.BSA,
            op(i -> i.put(Tag.PatientSize, VR.DS, "175"))),
        Arguments.of(SuvRefusal.NO_SEX, SuvType.LBM, op(i -> i.put(Tag.PatientSex, VR.CS, "O"))),
        because(SuvRefusal.NO_INJECTION, i -> i.remove(Tag.RadiopharmaceuticalInformationSequence)),
        because(
            SuvRefusal.SEVERAL_INJECTIONS,
            i -> i.putItems(Tag.RadiopharmaceuticalInformationSequence, injection(), injection())),
        injected(SuvRefusal.NO_DOSE, i -> i.remove(Tag.RadionuclideTotalDose)),
        injected(
            SuvRefusal.DOSE_UNIT_DOUBTFUL, i -> i.put(Tag.RadionuclideTotalDose, VR.DS, "370")),
        // 370 MBq in kBq.
        injected(
            SuvRefusal.DOSE_UNIT_DOUBTFUL, i -> i.put(Tag.RadionuclideTotalDose, VR.DS, "370000")),
        injected(SuvRefusal.NO_HALF_LIFE, i -> i.put(Tag.RadionuclideHalfLife, VR.DS, "0")),
        injected(SuvRefusal.NO_START, i -> i.remove(Tag.RadiopharmaceuticalStartTime)),
        injected(
            SuvRefusal.START_AFTER_SCAN,
            i -> i.put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, "20240115140000")),
        // A clock two minutes ahead reads as an injection of the day before.
        injected(
            SuvRefusal.START_TOO_EARLY,
            i -> i.put(Tag.RadiopharmaceuticalStartTime, VR.TM, "130200")),
        because(SuvRefusal.NO_SCAN_TIME, i -> i.remove(Tag.AcquisitionDate)),
        because(SuvRefusal.NO_PHILIPS_FACTOR, i -> i.put(Tag.Units, VR.CS, "CNTS")),
        because(
            SuvRefusal.SUV_TYPE_UNKNOWN,
            i -> i.put(Tag.Units, VR.CS, "GML").put(Tag.SUVType, VR.CS, "BSA")));
  }

  private static UnaryOperator<DataSet> op(UnaryOperator<DataSet> change) {
    return change;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void noFactorWithoutAReasonInAName(
      SuvRefusal reason, SuvType type, UnaryOperator<DataSet> change) {
    assertThat(refusal(type, change.apply(bqml()))).isEqualTo(reason);
  }

  @Test
  void imagesOfOneSeriesMustAgree() {
    assertThat(refusal(SuvType.BW)).isEqualTo(SuvRefusal.NO_IMAGES);
    assertThat(refusal(SuvType.BW, bqml(), bqml().put(Tag.SeriesInstanceUID, VR.UI, "2.25.8")))
        .isEqualTo(SuvRefusal.NOT_ONE_SERIES);
    assertThat(refusal(SuvType.BW, bqml(), bqml().put(Tag.PatientWeight, VR.DS, "71")))
        .isEqualTo(SuvRefusal.IMAGES_DISAGREE);
    assertThat(refusal(SuvType.BW, philips("0.1", "0"), philips("0.2", "0")))
        .isEqualTo(SuvRefusal.IMAGES_DISAGREE);
  }
}
