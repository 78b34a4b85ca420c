package org.therafed.dicom.convert.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dose.AbsorbedDose;
import org.therafed.dicom.dose.ActivityPoint;
import org.therafed.dicom.dose.CurveFit;
import org.therafed.dicom.dose.CurveModel;
import org.therafed.dicom.dose.MirdDose;
import org.therafed.dicom.dose.SValueTable;
import org.therafed.dicom.dose.TimeActivityCurve;
import org.therafed.dicom.measure.Megabecquerel;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.ProfileValidator;
import org.therafed.profiles.validation.Severity;

class AbsorbedDoseMapperTest {
  /** A number of this test, of no body. */
  private static final String TABLE =
      """
      nuclide,target,source,s_value,unit,phantom,target_mass_g,reference
      Lu-177,kidneys,kidneys,0.3,mGy/(MBq.h),test body,300,a test
      """;

  private static DoseContext context(List<Reference> partOf, TimeActivityCurve curve) {
    return new DoseContext(
        "kidney-dose-1",
        Canonical.BASE,
        new Reference("Patient/p"),
        partOf,
        new DateTimeType("2024-06-08T12:00:00+02:00"),
        new Coding(Systems.SNOMED, "64033007", "Kidney"),
        null,
        List.of(new Reference("ImagingStudy/s")),
        OptionalDouble.of(7400),
        curve.integral(),
        OptionalDouble.of(curve.halfLivesHours().get(0)),
        OptionalDouble.of(310),
        4);
  }

  private static TimeActivityCurve curve() {
    List<ActivityPoint> points = new ArrayList<>();
    for (double hour : List.of(4.0, 24.0, 96.0, 168.0)) {
      points.add(new ActivityPoint(hour, new Megabecquerel(90 * Math.pow(2, -hour / 50))));
    }
    return CurveFit.of(159.5, OptionalDouble.of(0.1), 0.95).fit(CurveModel.MONO, points);
  }

  @Test
  void doseFromTimePointsFitsTheProfile() throws IOException {
    TimeActivityCurve curve = curve();
    AbsorbedDose dose =
        new MirdDose(SValueTable.read(new StringReader(TABLE)), "Lu-177", "test body")
            .dose("kidneys", Map.of("kidneys", curve.integral()), OptionalDouble.of(310));

    Observation observation =
        AbsorbedDoseMapper.map(
            dose, context(List.of(new Reference("MedicationAdministration/a")), curve));

    assertThat(observation.getValueQuantity().getValue()).isEqualByComparingTo("1.885");
    assertThat(observation.getMethod().getText()).isEqualTo("test body: a test");
    assertThat(observation.getComponent()).hasSize(7);
    ProfileValidator validator =
        new ProfileValidator(
            ProfileTable.standard(),
            Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC));
    String json = FhirContext.forR4().newJsonParser().encodeResourceToString(observation);
    assertThat(validator.validate(new ObjectMapper().readTree(json)))
        .filteredOn(issue -> issue.severity() == Severity.ERROR)
        .extracting(Issue::expression)
        .allMatch(path -> path.contains("text"));
  }

  @Test
  void doseWithoutAdministrationIsRefused() {
    assertThatThrownBy(() -> context(List.of(), curve()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
