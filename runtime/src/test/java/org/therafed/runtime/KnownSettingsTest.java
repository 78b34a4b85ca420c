package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownSettingsTest {

  private static final KnownSettings KNOWN =
      KnownSettings.of("gateway", List.of("therafed.site-id", "therafed.pull.sources.*.called-ae"));

  private static List<String> unknown(String... names) {
    Map<String, String> environment = new java.util.HashMap<>();
    for (String name : names) {
      environment.put(name, "x");
    }
    return KNOWN.unknown(environment, Set.of());
  }

  @Test
  void whatIsMisspeltIsToldWithTheNameThatWasMeantAllAtOnce() {
    assertThat(unknown("THERAFED_SITEID", "THERAFED_DICOM_POTR", "THERAFED_HTTP_PROT", "PATH"))
        .containsExactly(
            "THERAFED_DICOM_POTR is no setting of the gateway.",
            "THERAFED_HTTP_PROT is no setting of the gateway; perhaps THERAFED_HTTP_PORT is meant.",
            "THERAFED_SITEID is no setting of the gateway; perhaps THERAFED_SITE_ID is meant.");
  }

  @Test
  void whatThereIsIsNotTold() {
    assertThat(
            unknown(
                "THERAFED_SITE_ID", "THERAFED_DB_URL", "THERAFED_PULL_SOURCES_MAIN_PACS_CALLED_AE"))
        .isEmpty();
  }

  @Test
  void propertiesAreLookedAtTooAndNoValueIsTold() {
    assertThat(
            KNOWN.unknown(
                Map.of("THERAFED_FAVOURITE_COLOUR", "secret"),
                Set.of("therafed.site-id", "therafed.site-idd", "java.home")))
        .containsExactly(
            "THERAFED_FAVOURITE_COLOUR is no setting of the gateway.",
            "therafed.site-idd is no setting of the gateway; perhaps therafed.site-id is meant.");
  }

  @Test
  void aServiceOfKubernetesIsNoSetting() {
    assertThat(
            KNOWN.unknown(
                Map.of(
                    "THERAFED_REGISTRY_SERVICE_HOST", "10.0.0.1",
                    "THERAFED_REGISTRY_SERVICE_PORT_HTTPS", "443",
                    "THERAFED_REGISTRY_PORT", "tcp://10.0.0.1:443",
                    "THERAFED_REGISTRY_PORT_443_TCP_ADDR", "10.0.0.1"),
                Set.of()))
        .isEmpty();
  }

  @Test
  void aNameThatMayHoldAnythingIsNotRepeated() {
    assertThat(unknown("THERAFED_\u001b[31m")).singleElement().asString().doesNotContain("\u001b");
  }
}
