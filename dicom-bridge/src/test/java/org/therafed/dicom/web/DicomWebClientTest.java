package org.therafed.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.TestKeys;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.TlsSettings;

class DicomWebClientTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  @TempDir Path folder;
  private HttpServer http;
  private DicomWebClient client;
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    http.start();
    URI service = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/web");
    client = new DicomWebClient(WebConfig.of(service).withAuthorization("Bearer token"));
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private void answer(Answer answer) {
    http.createContext(
        "/web/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          try {
            answer.give(exchange);
          } finally {
            exchange.close();
          }
        });
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private Path file(String instance) throws IOException {
    Path file = folder.resolve(instance);
    DataSet set =
        new DataSet().put(Tag.SOPClassUID, VR.UI, CT).put(Tag.SOPInstanceUID, VR.UI, instance);
    try (var out = Files.newOutputStream(file)) {
      Part10Writer.write(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
    }
    return file;
  }

  @Test
  void searchAsksWithItsKeysAndReadsEveryMatch() {
    answer(
        exchange ->
            send(
                exchange,
                200,
                "application/dicom+json",
                ("[{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"1\"]}},"
                        + "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"2\"]}}]")
                    .getBytes(StandardCharsets.UTF_8)));

    List<DataSet> found =
        client.search(
            WebQuery.studies().matching("PatientName", "Mü*&x").including("all").page(5, 10));

    assertThat(found)
        .extracting(set -> set.string(Tag.PatientID).orElseThrow())
        .containsExactly("1", "2");
    assertThat(asked)
        .containsExactly(
            "GET /web/studies?PatientName=M%C3%BC*%26x&includefield=all&offset=5&limit=10"
                + " Bearer token");
  }

  /** As Orthanc answers: members by name, so that values come before their representation. */
  @Test
  void membersMayComeInAnyOrder() {
    answer(
        exchange ->
            send(
                exchange,
                200,
                "application/dicom+json",
                ("[{\"00081199\":{\"Value\":[{\"00081115\":{\"Value\":[{\"0020000E\":"
                        + "{\"Value\":[\"1.2\"],\"vr\":\"UI\"}}],\"vr\":\"SQ\"}}],\"vr\":\"SQ\"},"
                        + "\"00100010\":{\"Value\":[{\"Alphabetic\":\"A^B\"}],\"vr\":\"PN\"}}]")
                    .getBytes(StandardCharsets.UTF_8)));

    DataSet found = client.search(WebQuery.studies()).get(0);

    assertThat(
            found
                .item(Tag.ReferencedSOPSequence)
                .flatMap(item -> item.item(Tag.ReferencedSeriesSequence))
                .flatMap(item -> item.string(Tag.SeriesInstanceUID)))
        .contains("1.2");
    assertThat(found.string(Tag.PatientName)).contains("A^B");
  }

  @Test
  void serviceUnderTlsIsReachedWithOurCertificateOnly() throws Exception {
    TestKeys node = TestKeys.make(folder, "node", "ip:127.0.0.1");
    TestKeys caller = TestKeys.makeEc(folder, "caller", "ip:127.0.0.1");
    TestKeys stranger = TestKeys.makeEc(folder, "stranger", "ip:127.0.0.1");
    TlsSettings settings = node.trusting(caller);
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    https.setHttpsConfigurator(
        new HttpsConfigurator(settings.context()) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = settings.parameters();
            parameters.setNeedClientAuth(true);
            connection.setSSLParameters(parameters);
          }
        });
    https.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    https.start();
    try {
      URI service = URI.create("https://127.0.0.1:" + https.getAddress().getPort() + "/web");
      WebConfig config = WebConfig.of(service);
      assertThat(
              new DicomWebClient(config.withTls(caller.trusting(node))).search(WebQuery.studies()))
          .isEmpty();
      assertThatThrownBy(
              () ->
                  new DicomWebClient(config.withTls(stranger.trusting(node)))
                      .search(WebQuery.studies()))
          .hasMessageContaining("DCM-NET-006");
    } finally {
      https.stop(0);
    }
  }

  @Test
  void noContentIsNoMatch() {
    answer(exchange -> exchange.sendResponseHeaders(204, -1));

    assertThat(client.search(WebQuery.series("1.2.3"))).isEmpty();
    assertThat(asked).containsExactly("GET /web/studies/1.2.3/series Bearer token");
  }

  @Test
  void failuresOfTheServiceAreFaultsWithTheirStatus() {
    answer(exchange -> exchange.sendResponseHeaders(403, -1));

    assertThatThrownBy(() -> client.search(WebQuery.studies()))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(DicomFaultCode.WEB_STATUS);
              assertThat(fault).hasMessageContaining("403");
            });
  }

  @Test
  void answerThatIsNoJsonIsAFaultThatQuotesNothing() {
    answer(
        exchange -> send(exchange, 200, "text/html", "[{secret".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> client.search(WebQuery.studies()))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(DicomFaultCode.INVALID_JSON);
              assertThat(fault.getMessage()).doesNotContain("secret");
            });
  }

  @Test
  void storedFilesArriveAtAReceiverAndItsVerdictsComeBack() throws IOException {
    Map<String, Integer> arrived = new ConcurrentHashMap<>();
    StowReceiver receiver =
        new StowReceiver(
            request -> {
              arrived.put(request.sopInstanceUid(), request.dataset().readAllBytes().length);
              return request.sopInstanceUid().equals("2.25.2")
                  ? StoreOutcome.mismatch("no")
                  : StoreOutcome.SUCCESS;
            },
            MultipartLimits.DEFAULT);
    answer(
        exchange -> {
          StowResponse response =
              receiver.receive(
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  exchange.getRequestBody(),
                  "test");
          send(exchange, response.httpStatus(), StowResponse.CONTENT_TYPE, response.json());
        });

    StowResponse response = client.store(List.of(file("2.25.1"), file("2.25.2"), file("2.25.3")));

    assertThat(arrived).containsOnlyKeys("2.25.1", "2.25.2", "2.25.3");
    assertThat(response.httpStatus()).isEqualTo(202);
    assertThat(response.dataSet().items(Tag.ReferencedSOPSequence)).hasSize(2);
    assertThat(
            response.dataSet().item(Tag.FailedSOPSequence).orElseThrow().integer(Tag.FailureReason))
        .hasValue(0xA900);
  }

  @Test
  void retrievedInstancesGoToTheHandlerOneByOne() throws IOException {
    MultipartFiles body = new MultipartFiles(List.of(file("2.25.1"), file("2.25.2")));
    answer(exchange -> send(exchange, 200, body.contentType(), body.open().readAllBytes()));
    List<StoreOutcome> outcomes = new ArrayList<>();
    List<String> instances = new ArrayList<>();

    int count =
        client.retrieve(
            WebResource.series("1.2", "1.2.3"),
            request -> {
              instances.add(request.sopInstanceUid() + " " + request.transferSyntaxUid());
              if (instances.size() == 1) {
                throw new IOException("disk");
              }
              return StoreOutcome.SUCCESS;
            },
            outcomes::add);

    assertThat(count).isEqualTo(2);
    assertThat(instances)
        .containsExactly("2.25.1 1.2.840.10008.1.2.1", "2.25.2 1.2.840.10008.1.2.1");
    assertThat(outcomes).extracting(StoreOutcome::status).containsExactly(0xA700, 0);
    assertThat(asked).containsExactly("GET /web/studies/1.2/series/1.2.3 Bearer token");
  }

  @Test
  void answerOfAnotherTypeIsAFault() {
    answer(exchange -> send(exchange, 200, "application/dicom", new byte[] {1}));

    assertThatThrownBy(
            () ->
                client.retrieve(
                    WebResource.study("1.2"), request -> StoreOutcome.SUCCESS, outcome -> {}))
        .hasMessageContaining("DCM-WEB-001");
  }

  @Test
  void uidsThatAreNoneLeadNowhere() {
    assertThatThrownBy(() -> WebResource.study("../secret")).hasMessageContaining("DCM-NET-007");
    assertThatThrownBy(() -> WebConfig.of(URI.create("file:///x")))
        .hasMessageContaining("DCM-NET-007");
  }

  @Test
  void nobodyThereIsAFaultOfTheConnection() {
    http.stop(0);

    assertThatThrownBy(() -> client.search(WebQuery.studies()))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.CONNECTION));
  }
}
