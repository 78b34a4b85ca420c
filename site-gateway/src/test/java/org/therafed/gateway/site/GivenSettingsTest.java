package org.therafed.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenSettingsTest {

  @Test
  void valuesOfAnotherTypeAndUnsoundOnesAreNamedTogetherWithoutTheirValues() {
    List<String> problems =
        GivenSettings.problems(
            Map.of(
                "therafed.http-port", "abc",
                "therafed.dicom-port", "xyz",
                "therafed.table-max-body", "much",
                "therafed.forward-timeout", "soon",
                "therafed.hl7-port", "mllp",
                "therafed.site-id", "Site A",
                "therafed.of-another-module", "x"));
    assertThat(problems)
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "THERAFED_HTTP_PORT",
            "THERAFED_DICOM_PORT",
            "THERAFED_TABLE_MAX_BODY",
            "THERAFED_FORWARD_TIMEOUT",
            "THERAFED_HL7_PORT",
            "THERAFED_SITE_ID");
    assertThat(problems.toString()).doesNotContain("abc", "xyz", "much", "soon", "Site A");
  }

  @Test
  void soundSettingsHaveNoProblem() {
    assertThat(GivenSettings.problems(Map.of("therafed.dicom-port", "0"))).isEmpty();
    assertThat(GivenSettings.problems(Map.of())).isEmpty();
  }
}
