package org.therafed.gateway.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What a monitoring system reads is what the gateway counts, and names nobody. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class MetricsIT extends WithRegistry {

  /** Value by name with label, of a text in which each family is introduced. */
  private static Map<String, Long> read(String text) {
    Map<String, Long> values = new TreeMap<>();
    String family = "";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("# TYPE ")) {
        family = line.split(" ", -1)[2];
        assertThat(line).endsWith(" gauge");
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        assertThat(line).matches("\\Q" + family + "\\E(\\{[a-z]+=\"[A-Za-z0-9-]+\"})? [0-9]+");
        int space = line.lastIndexOf(' ');
        values.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
      }
    }
    return values;
  }

  @Test
  void everyOutcomeIsCountedOnceAndTheSumIsWhatWasReceived() {
    Gateway.personWithConsent("MET-KANARIE-1", "");
    Gateway.lab("MET-KANARIE-1", "S-KANARIE");
    Gateway.lab("MET-KANARIE-2", "S-KANARIE");
    Gateway.settled();
    Response answer = given().get("/ops/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType())
        .startsWith("application/openmetrics-text;")
        .contains("version=1.0.0");
    String text = answer.asString();
    assertThat(text).endsWith("# EOF\n").doesNotContain("KANARIE");
    Map<String, Long> values = read(text);
    Map<String, Long> counts = Gateway.outcomes();
    long sum = 0;
    for (String outcome : new String[] {"sent", "queued", "held", "refused", "superseded"}) {
      long value = values.get("therafed_arrivals{outcome=\"" + outcome + "\"}");
      assertThat(value).as(outcome).isEqualTo(counts.get(outcome));
      sum += value;
    }
    assertThat(values.get("therafed_received")).isEqualTo(sum);
    assertThat(values.get("therafed_reasons{code=\"GW-CONSENT-001\"}")).isPositive();
    assertThat(values)
        .containsKeys("therafed_queue_age_seconds", "therafed_questions{state=\"waiting\"}");
  }

  @Test
  void labelThatIsNoWordOrCodeOfOursIsNotWritten() {
    String text =
        new OpenMetrics()
            .gauge("x", "X.", "code", Map.of("Rossi^Marco\"} 1\n", 3L))
            .gauge("y", "Y.", "code", Map.of("GW-DICOM-009", 2L))
            .gauge("z", "Z.", 1)
            .toString();
    assertThat(text)
        .contains("therafed_x{code=\"other\"} 3\n", "therafed_y{code=\"GW-DICOM-009\"} 2\n")
        .doesNotContain("Rossi");
  }
}
