package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.therafed.dicom.TestKeys;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.web.DicomWebClient;
import org.therafed.dicom.web.MultipartLimits;
import org.therafed.dicom.web.StowReceiver;
import org.therafed.dicom.web.StowResponse;
import org.therafed.dicom.web.WebConfig;
import org.therafed.dicom.web.WebQuery;
import org.therafed.dicom.web.WebResource;

/** Both directions with Orthanc over DIMSE, TLS and DICOMweb; inside {@code OwnNetwork}. */
public final class OrthancScenario {
  private static final int OURS = 11113;
  private static final int OURS_TLS = 11114;
  private static final int OURS_WEB = 11115;
  private static final String PLUGIN = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

  private final Path folder;
  private final List<Path> files;
  private final TestKeys our;
  private final TestKeys their;

  private OrthancScenario(Path folder, List<Path> files) throws Exception {
    this.folder = folder;
    this.files = files;
    this.our = TestKeys.make(folder, "our", "ip:127.0.0.1");
    this.their = TestKeys.make(folder, "their", "ip:127.0.0.1");
  }

  /** Arguments: a folder, and files. */
  public static void main(String[] args) throws Exception {
    OrthancScenario scenario = new OrthancScenario(Path.of(args[0]), Peers.files(args));
    try (Peers peers = new Peers()) {
      Orthanc plain = scenario.orthanc(peers, "plain", 14242, 18042, false);
      Orthanc tls = scenario.orthanc(peers, "tls", 14243, 18043, true);
      scenario.dimse(plain, OURS, config -> config, config -> config);
      System.out.println("DIMSE DONE");
      scenario.dimse(
          tls,
          OURS_TLS,
          config -> config.withTls(scenario.ourSettings()),
          config -> config.withTls(scenario.ourSettings()));
      System.out.println("TLS DONE");
      scenario.web(plain);
      System.out.println("DICOMWEB DONE");
    }
    System.exit(0);
  }

  private TlsSettings ourSettings() {
    try {
      return our.trusting(their);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Orthanc orthanc(Peers peers, String name, int dicom, int http, boolean tls)
      throws Exception {
    Path home = Files.createDirectory(folder.resolve("orthanc-" + name));
    ObjectNode config = new ObjectMapper().createObjectNode();
    config.put("Name", name);
    config.put("StorageDirectory", home.toString()).put("IndexDirectory", home.toString());
    config.put("HttpPort", http).put("DicomPort", dicom).put("DicomAet", "ORTHANC");
    config.put("RemoteAccessAllowed", true).put("AuthenticationEnabled", false);
    // Connections that Orthanc closes meanwhile would fail a POST.
    config.put("DicomCheckCalledAet", false).put("KeepAlive", false);
    for (String service : List.of("Echo", "Store", "Find", "Move", "Get")) {
      config.put("DicomAlwaysAllow" + service, true);
    }
    ObjectNode modality = config.putObject("DicomModalities").putObject("ours");
    modality.put("AET", "THERAFED").put("Host", "127.0.0.1").put("Port", tls ? OURS_TLS : OURS);
    modality.put("AllowStorageCommitment", true).put("UseDicomTls", tls);
    if (tls) {
      config.put("DicomTlsEnabled", true).put("DicomTlsRemoteCertificateRequired", true);
      config.put("DicomTlsCertificate", their.certificatePem().toString());
      config.put("DicomTlsPrivateKey", their.keyPem().toString());
      config.put("DicomTlsTrustedCertificates", our.certificatePem().toString());
    }
    config.putArray("Plugins").add(PLUGIN);
    ObjectNode web = config.putObject("DicomWeb");
    web.put("Enable", true).put("Root", "/dicom-web/");
    web.putObject("Servers").putArray("ours").add("http://127.0.0.1:" + OURS_WEB + "/");
    Path file = folder.resolve(name + ".json");
    Files.write(file, new ObjectMapper().writeValueAsBytes(config));
    peers.start(Map.of("TCP_NODELAY", "1"), "/usr/sbin/Orthanc", file.toString());
    Orthanc orthanc = new Orthanc(http, dicom);
    orthanc.awaitStart();
    return orthanc;
  }

  private interface Change<T> {
    T apply(T config);
  }

  private void dimse(
      Orthanc orthanc, int port, Change<ClientConfig> client, Change<ServerConfig> server)
      throws Exception {
    ClientConfig config =
        client.apply(ClientConfig.of("127.0.0.1", orthanc.dicom(), "THERAFED", "ORTHANC"));
    Map<String, byte[]> arrived = Peers.objects();
    BlockingQueue<CommitmentResult> reports = new LinkedBlockingQueue<>();
    BlockingQueue<CommitmentRequest> requests = new LinkedBlockingQueue<>();
    DicomServices services =
        DicomServices.of(Peers.into(arrived))
            .withReports(
                (caller, result) -> {
                  reports.add(result);
                  return StoreOutcome.SUCCESS;
                })
            .withCommitment(
                request -> {
                  requests.add(request);
                  return StoreOutcome.SUCCESS;
                });
    try (DicomServer ours =
        DicomServer.start(
            server.apply(ServerConfig.loopback("THERAFED", port)),
            services,
            AssociationListener.NONE)) {
      assertThat(ours.port()).isEqualTo(port);
      store(config);
      find(config);
      commitment(config, reports);
      retrieve(config, arrived);
      assertThat(orthanc.post("/modalities/ours/echo", "{}").has("error")).isFalse();
      arrived.clear();
      orthanc.post("/modalities/ours/store", orthanc.get("/instances").toString());
      expect(arrived, files);
      commitmentAsked(orthanc, config, requests);
    }
  }

  private void store(ClientConfig config) {
    Proposal proposal = Proposal.of(DicomClient.contextsFor(files)).withOperations(8);
    try (DicomClient client = Peers.connect(config, proposal)) {
      assertThat(client.store(files)).allMatch(DimseResponse::isSuccess);
    }
  }

  private void find(ClientConfig config) {
    DataSet keys = Peers.keys("IMAGE", Tag.SOPInstanceUID, Tag.StudyInstanceUID);
    try (DicomClient client =
        DicomClient.connect(config, Proposal.of(QueryModel.STUDY_ROOT.findContext()))) {
      FindAnswer answer = client.find(QueryModel.STUDY_ROOT, keys, 100);
      assertThat(answer.response().status()).isZero();
      assertThat(answer.matches())
          .extracting(match -> match.string(Tag.SOPInstanceUID).orElseThrow())
          .containsExactlyInAnyOrderElementsOf(files.stream().map(Peers::instance).toList());
    }
  }

  private void commitment(ClientConfig config, BlockingQueue<CommitmentResult> reports)
      throws InterruptedException {
    List<SopReference> instances = new ArrayList<>();
    files.forEach(
        file -> {
          ObjectFile object = ObjectFile.of(file);
          instances.add(new SopReference(object.sopClassUid(), object.sopInstanceUid()));
        });
    SopReference unknown = new SopReference(instances.get(0).sopClassUid(), "2.25.404");
    instances.add(unknown);
    try (DicomClient client =
        DicomClient.connect(config, Proposal.of(PresentationContext.commitment()))) {
      assertThat(client.requestCommitment("2.25.77", instances).isSuccess()).isTrue();
    }
    CommitmentResult result = reports.poll(2, TimeUnit.MINUTES);
    assertThat(result).isNotNull();
    assertThat(result.transactionUid()).isEqualTo("2.25.77");
    assertThat(result.committed()).hasSize(files.size());
    assertThat(result.failed())
        .containsExactly(new CommitmentResult.Failure(unknown, CommitmentResult.NO_SUCH_OBJECT));
  }

  private void retrieve(ClientConfig config, Map<String, byte[]> arrived) {
    for (boolean get : new boolean[] {true, false}) {
      arrived.clear();
      QueryModel model = QueryModel.STUDY_ROOT;
      Proposal proposal =
          get
              ? Proposal.get(model, DicomClient.contextsFor(files))
              : Proposal.of(model.moveContext());
      try (DicomClient client = DicomClient.connect(config, proposal)) {
        for (Path file : files) {
          DataSet keys = Peers.keys("STUDY").put(Tag.StudyInstanceUID, VR.UI, study(file));
          RetrieveProgress end =
              get
                  ? client.get(model, keys, Peers.into(arrived), step -> {})
                  : client.move(model, keys, "THERAFED", step -> {});
          assertThat(end.isComplete()).as(end.toString()).isTrue();
        }
      }
      expect(arrived, files);
    }
  }

  private void commitmentAsked(
      Orthanc orthanc, ClientConfig config, BlockingQueue<CommitmentRequest> requests)
      throws Exception {
    String body = "{\"Resources\":" + orthanc.get("/instances") + "}";
    JsonNode job = orthanc.post("/modalities/ours/storage-commitment", body);
    CommitmentRequest request = requests.poll(2, TimeUnit.MINUTES);
    assertThat(request).isNotNull();
    assertThat(request.callingAe()).isEqualTo("ORTHANC");
    assertThat(request.instances()).hasSize(files.size());
    try (DicomClient reporter = DicomClient.connect(config, Proposal.commitmentReport())) {
      CommitmentResult result =
          new CommitmentResult(request.transactionUid(), request.instances(), List.of());
      assertThat(reporter.reportCommitment(result).isSuccess()).isTrue();
    }
    assertThat(orthanc.get(job.get("Path").asText()).get("Status").asText()).isEqualTo("Success");
  }

  private static String study(Path file) {
    return Part10Reader.readHeader(file).dataSet().string(Tag.StudyInstanceUID).orElseThrow();
  }

  private static void expect(Map<String, byte[]> arrived, List<Path> sent) {
    assertThat(arrived.keySet())
        .containsExactlyInAnyOrderElementsOf(sent.stream().map(Peers::instance).toList());
  }

  private void web(Orthanc orthanc) throws Exception {
    orthanc.deleteAll();
    DicomWebClient client =
        new DicomWebClient(
            WebConfig.of(URI.create("http://127.0.0.1:" + orthanc.http() + "/dicom-web")));
    // One file of each study: Orthanc does not find a study that two patients have.
    Map<String, Path> byStudy = new LinkedHashMap<>();
    files.forEach(file -> byStudy.putIfAbsent(study(file), file));
    List<Path> sent = List.copyOf(byStudy.values());
    StowResponse stored = client.store(sent);
    assertThat(stored.httpStatus()).isEqualTo(200);
    assertThat(stored.dataSet().items(Tag.ReferencedSOPSequence)).hasSize(sent.size());

    Map<String, byte[]> arrived = Peers.objects();
    for (String study : byStudy.keySet()) {
      List<DataSet> found =
          client.search(WebQuery.studies().matching("StudyInstanceUID", study).page(0, 5));
      assertThat(found).hasSize(1);
      assertThat(client.metadata(WebResource.study(study))).isNotEmpty();
      assertThat(client.retrieve(WebResource.study(study), Peers.into(arrived), outcome -> {}))
          .isPositive();
    }
    expect(arrived, sent);
    assertThat(client.search(WebQuery.studies().matching("StudyInstanceUID", "2.25.1"))).isEmpty();
    received(orthanc, sent);
  }

  /** Orthanc as user agent of our receiver. */
  private static void received(Orthanc orthanc, List<Path> sent) throws Exception {
    Map<String, byte[]> arrived = Peers.objects();
    StowReceiver receiver = new StowReceiver(Peers.into(arrived), MultipartLimits.DEFAULT);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), OURS_WEB), 10);
    http.createContext(
        "/studies",
        exchange -> {
          StowResponse response =
              receiver.receive(
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  exchange.getRequestBody(),
                  "orthanc");
          byte[] json = response.json();
          exchange.getResponseHeaders().set("Content-Type", StowResponse.CONTENT_TYPE);
          exchange.sendResponseHeaders(response.httpStatus(), json.length);
          exchange.getResponseBody().write(json);
          exchange.close();
        });
    http.start();
    try {
      orthanc.post(
          "/dicom-web/servers/ours/stow",
          "{\"Resources\":" + orthanc.get("/instances") + ",\"Synchronous\":true}");
    } finally {
      http.stop(0);
    }
    expect(arrived, sent);
  }
}
