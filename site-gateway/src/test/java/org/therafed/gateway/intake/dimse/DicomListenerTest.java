package org.therafed.gateway.intake.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.intake.object.SiteEngine;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.trace.Traces;

/** Who may associate. Nothing is stored here. */
class DicomListenerTest {

  private DicomListener listener;

  @BeforeEach
  void open() {
    SiteConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(SiteConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "therafed.dicom-port", "0",
                        "therafed.dicom-calling-aes", "PET_CT, ARCHIVE"),
                    "test",
                    100))
            .build()
            .getConfigMapping(SiteConfig.class);
    Traces traces = new Traces(OpenTelemetry.noop().getTracer("test"));
    listener = new DicomListener(config, new SiteEngine(config), null, traces);
    listener.start();
  }

  @AfterEach
  void close() {
    listener.stop();
  }

  private DicomClient connect(String caller) {
    return DicomClient.connect(
        "127.0.0.1", listener.port(), caller, "THERAFED", PresentationContext.verification());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PET_CT", "ARCHIVE"})
  void aCallerOnTheListMayAssociate(String caller) {
    try (DicomClient client = connect(caller)) {
      assertThat(client.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void aCallerThatIsNotOnTheListIsRejected() {
    assertThatThrownBy(() -> connect("STRANGER"))
        .isInstanceOf(DicomFault.class)
        .hasMessageContaining("DCM-NET-001");
  }
}
