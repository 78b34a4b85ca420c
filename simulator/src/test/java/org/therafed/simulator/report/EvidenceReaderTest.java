package org.therafed.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.simulator.federation.RegistryClient;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.model.Truth;

/** Reads answers of the form that the registry publishes. */
class EvidenceReaderTest {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "response",
          "{\"state\":\"released\",\"result\":{\"rate\":"
              + "{\"value\":0.52,\"lower\":0.399,\"upper\":0.641}}}",
          "survival",
          "{\"state\":\"released\",\"result\":{\"curve\":["
              + "{\"month\":6.0,\"survival\":1.0,\"lower\":null,\"upper\":null},"
              + "{\"month\":12.0,\"survival\":0.6,\"lower\":0.47,\"upper\":0.71}],"
              + "\"median\":{\"value\":14.2,\"lower\":11.8,\"upper\":null}}}",
          "toxicity",
          "{\"state\":\"released\",\"result\":{\"anyTerm\":{\"any\":null,\"grade3Plus\":"
              + "{\"value\":0.4,\"lower\":0.28,\"upper\":0.52}},\"terms\":[{\"term\":\"C143283\","
              + "\"any\":{\"value\":0.32,\"lower\":0.21,\"upper\":0.44},\"grade3Plus\":null}]}}",
          "cost",
          "{\"state\":\"not-released\"}");

  private final ConcurrentSkipListSet<String> credentials = new ConcurrentSkipListSet<>();
  private final ConcurrentSkipListSet<String> asked = new ConcurrentSkipListSet<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/evidence/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestURI().getQuery());
    credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body =
        ANSWERS.get(path.substring(path.lastIndexOf('/') + 1)).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Map<String, Observed> read() {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    List<Truth> treated = Truth.all().stream().filter(truth -> truth.arm() == Arm.TREATED).toList();
    return new EvidenceReader(new RegistryClient(base, "admin", "secret"))
        .read(treated).stream()
            .collect(
                Collectors.toMap(observed -> observed.truth().item().label(), Function.identity()));
  }

  @Test
  void everyKindOfAnswerIsRead() {
    Map<String, Observed> observed = read();
    assertThat(observed.get("ORR").estimate()).hasValue(0.52);
    assertThat(observed.get("alive at month 12").lower()).isEqualTo(0.47);
    assertThat(observed.get("Anemia, any grade").upper()).isEqualTo(0.44);
    assertThat(observed.get("Any event, grade ≥ 3").estimate()).hasValue(0.4);
    assertThat(observed.get("median survival").upper()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(observed.get("median survival").holdsTruth()).isTrue();
  }

  @Test
  void whatIsWithheldOrHasNoIntervalIsNotReleased() {
    Map<String, Observed> observed = read();
    for (String label :
        List.of(
            "alive at month 6",
            "alive at month 18",
            "Anemia, grade ≥ 3",
            "Any event, any grade",
            "Fatigue, any grade",
            "mean cost of a course")) {
      assertThat(observed.get(label).released()).as(label).isFalse();
    }
  }

  @Test
  void eachQuestionIsAskedOnceAtTheDemonstrationsLevel() {
    read();
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "arm=treated&endpoint=orr&level=0.999&module=rlt-psma",
            "arm=treated&endpoint=psa50&level=0.999&module=rlt-psma",
            "arm=treated&endpoint=os&level=0.999&module=rlt-psma",
            "arm=treated&level=0.999&module=rlt-psma");
    assertThat(credentials).containsExactly("Basic YWRtaW46c2VjcmV0");
  }
}
