package org.therafed.dicom.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

class MirdDoseTest {
  /** Numbers of this test, of no body. */
  private static final String TABLE =
      SValueTable.HEADER
          + """

          # round numbers
          Lu-177,kidneys,kidneys,0.3,mGy/(MBq.h),test body,300,"a test, page 1"
          Lu-177,kidneys,liver,0.001,mGy/(MBq.h),test body,300,another test
          Lu-177,spleen,spleen,1e-4,mGy/(MBq.s),test body,,a test
          """;

  private static MirdDose mird() {
    return new MirdDose(SValueTable.read(new StringReader(TABLE)), "Lu-177", "test body");
  }

  private static TimeIntegratedActivity integral(double value, double logSd) {
    return new TimeIntegratedActivity(Estimate.logNormal(value, logSd, 1.96, 0.95));
  }

  private static AbsorbedDose kidneys(double integral) {
    return mird()
        .dose("kidneys", Map.of("kidneys", integral(integral, 0.1)), OptionalDouble.empty());
  }

  @Test
  void doseIsTheSumOverSources() {
    AbsorbedDose dose =
        mird()
            .dose(
                "kidneys",
                Map.of("kidneys", integral(10_000, 0.1), "liver", integral(20_000, 0.2)),
                OptionalDouble.empty());

    assertThat(dose.gray().value()).isCloseTo(3.02, within(1e-12));
    assertThat(dose.partsGray().get("kidneys")).isCloseTo(3, within(1e-12));
    assertThat(dose.gray().logSd()).isCloseTo(0.0993, within(1e-3));
    assertThat(dose.gray().lower()).isLessThan(3.02).isGreaterThan(2.4);
    assertThat(dose.references()).containsExactly("a test, page 1", "another test");
    assertThat(dose.perGigabecquerel(7.4)).isCloseTo(3.02 / 7.4, within(1e-12));
  }

  @Test
  void selfDoseScalesWithTheMassOfTheModelOverThePatients() {
    AbsorbedDose dose =
        mird()
            .dose(
                "kidneys",
                Map.of("kidneys", integral(10_000, 0.1), "liver", integral(20_000, 0.2)),
                OptionalDouble.of(150));

    assertThat(dose.gray().value()).isCloseTo(6.02, within(1e-12));
    assertThat(dose.massScaled()).isTrue();
  }

  @Test
  void unitsComeToOne() {
    AbsorbedDose dose =
        mird().dose("spleen", Map.of("spleen", integral(1000, 0.1)), OptionalDouble.empty());

    assertThat(dose.gray().value()).isCloseTo(0.36, within(1e-12));
  }

  @Test
  void missingPairOrMassIsRefusedAndNeverZero() {
    for (Runnable asked :
        List.<Runnable>of(
            () -> mird().dose("liver", Map.of("liver", integral(1, 0.1)), OptionalDouble.empty()),
            () ->
                mird()
                    .dose("spleen", Map.of("spleen", integral(1, 0.1)), OptionalDouble.of(100)))) {
      assertThatThrownBy(asked::run)
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.S_VALUE_MISSING));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lu-177,kidneys,kidneys,0.3,mGy,test body,300,a test",
        "Lu-177,kidneys,kidneys,0,mGy/(MBq.h),test body,300,a test",
        "Lu-177,kidneys,kidneys,x,mGy/(MBq.h),test body,300,a test",
        "Lu-177,kidneys,kidneys,0.3,mGy/(MBq.h),test body,300,",
        "Lu-177,kidneys,kidneys,0.3,mGy/(MBq.h),test body,-1,a test",
        "Lu-177,kidneys,kidneys,0.3,mGy/(MBq.h)",
        "# nothing",
      })
  void tableWithAWrongLineIsNone(String line) {
    assertThatThrownBy(
            () -> SValueTable.read(new StringReader(SValueTable.HEADER + "\n" + line + "\n")))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.S_VALUES_INVALID));
  }

  @Test
  void sameLineTwiceOrAnotherHeaderIsRefused() {
    String line = "Lu-177,kidneys,kidneys,0.3,mGy/(MBq.h),test body,300,a test\n";

    assertThatThrownBy(
            () -> SValueTable.read(new StringReader(SValueTable.HEADER + "\n" + line + line)))
        .isInstanceOf(DicomFault.class);
    assertThatThrownBy(() -> SValueTable.read(new StringReader("organ,dose\n" + line)))
        .isInstanceOf(DicomFault.class);
  }

  @Test
  void errorThatCyclesShareAddsLinearly() {
    Map<Integer, AbsorbedDose> measured = Map.of(1, kidneys(10_000), 2, kidneys(10_000));
    double own = kidneys(10_000).gray().logSd();

    CumulativeDose apart = CumulativeDose.of(measured, List.of(1, 2));
    CumulativeDose shared = CumulativeDose.of(measured, List.of(1, 2), 0.2);

    assertThat(apart.sharedLogSd()).isZero();
    assertThat(apart.gray().logSd()).isCloseTo(own / Math.sqrt(2), within(0.001));
    assertThat(shared.gray().value()).isEqualTo(apart.gray().value());
    assertThat(shared.gray().logSd())
        .isCloseTo(Math.hypot(apart.gray().logSd(), 0.2), within(1e-12));
    assertThat(shared.gray().upper()).isGreaterThan(apart.gray().upper());
    assertThatThrownBy(() -> CumulativeDose.of(measured, List.of(1, 2), -0.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void integralIsAboveZero() {
    assertThatThrownBy(() -> integral(0, 0.1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cyclesAddUpAndOneWithoutDoseLeavesTheRestUnknown() {
    Map<Integer, AbsorbedDose> measured = Map.of(1, kidneys(10_000), 3, kidneys(20_000));

    CumulativeDose all = CumulativeDose.of(measured, List.of(1, 3));
    CumulativeDose lacking = CumulativeDose.of(measured, List.of(1, 2, 3));

    assertThat(all.gray().value()).isCloseTo(9, within(1e-12));
    assertThat(all.left(23)).hasValueCloseTo(14.0, within(1e-9));
    assertThat(lacking.unmeasured()).containsExactly(2);
    assertThat(lacking.left(23)).isEmpty();
    assertThatThrownBy(() -> CumulativeDose.of(measured, List.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void biologicallyEffectiveDoseFollowsDale() {
    // D = 20 Gy, alpha/beta 2.5 Gy, Trep 2.8 h, Teff 50 h: 20 + 160 * 2.8 / 52.8
    assertThat(kidneys(200_000.0 / 3).biologicallyEffectiveDose(2.5, 2.8, 50))
        .isCloseTo(20 + 160 * 2.8 / 52.8, within(1e-9));
  }
}
