package org.therafed.simulator.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a small server that answers as the gateway's interface says. */
class GatewayClientTest {
  private static final int ARRIVALS = 2345;

  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private HttpServer server;
  private GatewayClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    client =
        new GatewayClient(new GatewayAddress(base, "127.0.0.1", 1, "X", Optional.of("secret")));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    headers.put(
        "authorization", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    headers.put("type", String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    switch (path) {
      case "/ops/arrivals" -> reply(exchange, 200, arrivals(query));
      case "/ops/outcomes" ->
          reply(
              exchange,
              200,
              "{\"received\":6,\"sent\":3,\"queued\":0,\"held\":1,\"refused\":1,\"superseded\":1,"
                  + "\"reasons\":{\"GW-CONSENT-001\":1,\"GW-TABLE-004\":1}}");
      case "/intake/csv/labs" -> reply(exchange, 200, "{\"rows\":1,\"refused\":0}");
      default -> reply(exchange, 404, "");
    }
  }

  /** Arrivals 1 to 2345, the latest first, as many as asked for below {@code before}. */
  private static String arrivals(String query) {
    long before = ARRIVALS + 1;
    int limit = 100;
    for (String part : query.split("&", -1)) {
      String[] pair = part.split("=", 2);
      if (pair[0].equals("before")) {
        before = Math.min(before, Long.parseLong(pair[1]));
      } else if (pair[0].equals("limit")) {
        limit = Integer.parseInt(pair[1]);
      }
    }
    List<String> page = new ArrayList<>();
    for (long sequence = before - 1; sequence > 0 && page.size() < limit; sequence--) {
      page.add(
          "{\"sequence\":"
              + sequence
              + ",\"source\":\"table\",\"kind\":\"labs\",\"outcome\":\"held\","
              + "\"code\":\"GW-CONSENT-001\"}");
    }
    return "[" + String.join(",", page) + "]";
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void allArrivalsAreReadPageByPageInTheirOrder() {
    List<ArrivalView> arrivals = client.arrivalsAfter(0);
    assertThat(arrivals).hasSize(ARRIVALS);
    assertThat(arrivals.get(0).sequence()).isEqualTo(1);
    assertThat(arrivals.get(ARRIVALS - 1).sequence()).isEqualTo(ARRIVALS);
    assertThat(arrivals.get(7))
        .isEqualTo(
            new ArrivalView(
                8, "table", "labs", "held", Optional.of("GW-CONSENT-001"), OptionalLong.empty()));
  }

  @Test
  void earlierArrivalsAreLeftOut() {
    assertThat(client.lastSequence()).isEqualTo(ARRIVALS);
    assertThat(client.arrivalsAfter(ARRIVALS - 3)).hasSize(3);
  }

  @Test
  void countsAddUp() {
    Counts counts = client.counts();
    assertThat(counts.addUp()).isTrue();
    assertThat(counts.reasons()).containsEntry("GW-TABLE-004", 1L);
    assertThat(counts.plus(counts).held()).isEqualTo(2);
  }

  @Test
  void tokenAndCharacterSetAreSent() {
    client.postTable("labs", Charset.forName("GB18030"), new byte[] {1});
    assertThat(headers)
        .containsEntry("authorization", "Bearer secret")
        .containsEntry("type", "text/csv; charset=GB18030");
  }

  @Test
  void anAnswerOtherThanSuccessIsSaidWithItsStatus() {
    assertThatThrownBy(client::identity)
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("404");
  }
}
