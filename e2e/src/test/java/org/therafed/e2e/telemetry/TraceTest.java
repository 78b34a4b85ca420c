package org.therafed.e2e.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.Logs;
import org.therafed.e2e.fixture.OneSite;
import org.therafed.e2e.fixture.Registry;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.e2e.telemetry.OtlpCollector.ReceivedSpan;
import org.therafed.simulator.channel.Http;

/**
 * Both applications report to one collector; identity planted in every way in must be in nothing
 * that they report, log or hand on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceTest {

  private static final String GATEWAY = "site-gateway";
  private static final String REGISTRY = "registry-server";
  private static final Set<String> GATEWAY_STAGES =
      Set.of("convert", "consent", "deidentify", "validate", "outbox", "forward");
  private static final Set<String> REGISTRY_STAGES = Set.of("ingest", "store", "facts");

  /** Planted in names, numbers and texts; found nowhere else in the world. */
  private static final List<String> CANARIES =
      List.of("KANARIE", "金丝雀", "2.25.99887766554433", "19470806", "1947-08-06");

  private final Path folder = Checkout.emptyFolder("trace");
  private OtlpCollector collector;
  private OneSite site;
  private Set<String> pseudonyms;

  @BeforeAll
  void start() throws IOException {
    collector = new OtlpCollector();
    site =
        OneSite.start(
            folder,
            Map.of(
                "THERAFED_OTLP_ENDPOINT",
                collector.endpoint(),
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "100ms"));
    site.table(
        "patients",
        "mrn,national_id,name,sex,birth_date",
        "KANARIE-1,KANARIE-NATIONAL,KANARIE^金丝雀,M,1947-08-06");
    site.consent("KANARIE-1");
    site.settled();
    // One after the other, so that none travels in the transfer and the trace of another.
    sendRow();
    site.settled();
    sendResource();
    site.settled();
    sendObject();
    site.settled();
    // What is refused must not be quoted either.
    site.client().postTable("labs", StandardCharsets.UTF_8, refusedRow());
    pseudonyms = site.registry().asRegistry().idsOf("Patient", OneSite.SITE, gatewayData());
    assertThat(pseudonyms).isNotEmpty();
    askForIdentity();
  }

  private Path gatewayData() {
    return site.gateway().dataDir();
  }

  /** Identity in paths and queries, on routes that there are and on some that there are not. */
  private void askForIdentity() {
    Http gateway = new Http(Map.of());
    for (String path :
        List.of(
            "/ops/arrivals/KANARIE-1",
            "/ops/arrivals/KANARIE-1/preview?mrn=KANARIE-1",
            "/ops/arrivals?state=KANARIE&mrn=KANARIE-1",
            "/KANARIE-1/nowhere?name=KANARIE")) {
      gateway.get(site.gateway().address().resolve(path));
    }
    gateway.post(
        site.gateway().address().resolve("/intake/csv/KANARIE?mrn=KANARIE-1"),
        "text/csv",
        refusedRow());
    Registry registry = site.registry().asRegistry();
    for (String pseudonym : pseudonyms) {
      registry.read("Patient", pseudonym, OneSite.SITE, gatewayData());
      for (String path :
          List.of("/fhir/KANARIE/" + pseudonym, "/nowhere/" + pseudonym + "?mrn=KANARIE-1")) {
        gateway.get(registry.base().resolve(path));
      }
    }
  }

  @AfterAll
  void end() {
    site.close();
    collector.close();
    Checkout.deleteFoldersIn(folder);
  }

  private void sendRow() {
    site.table(
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        "KANARIE-1,KANARIE-S,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
  }

  private void sendResource() {
    site.resource(
        "Observation",
        "{\"resourceType\":\"Observation\",\"id\":\"KANARIE-O\",\"status\":\"final\",\"category\":"
            + "[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/"
            + "observation-category\",\"code\":\"laboratory\"}]}],\"code\":{\"coding\":[{"
            + "\"system\":\"http://loinc.org\",\"code\":\"718-7\"}],\"text\":\"KANARIE\"},"
            + "\"subject\":{\"identifier\":{\"value\":\"KANARIE-1\"},\"display\":\"金丝雀\"},"
            + "\"effectiveDateTime\":\"2025-03-31T07:45:00+02:00\",\"performer\":[{\"display\":"
            + "\"KANARIE\"}],\"valueQuantity\":{\"value\":13.1,\"unit\":\"g/dL\",\"system\":"
            + "\"http://unitsofmeasure.org\",\"code\":\"g/dL\"},\"note\":[{\"text\":\"KANARIE\"}]}");
  }

  private void sendObject() throws IOException {
    Path file = folder.resolve("planted.dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      Part10Writer.write(planted(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
    }
    PresentationContext[] contexts =
        DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new);
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1", site.gateway().dicomPort(), "KANARIE", "THERAFED", contexts)) {
      assertThat(client.store(file).isSuccess()).isTrue();
    }
  }

  private static DataSet planted() {
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.2")
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.998877665544331")
        .put(Tag.StudyDate, VR.DA, "20250205")
        .put(Tag.StudyTime, VR.TM, "101400")
        .put(Tag.AccessionNumber, VR.SH, "KANARIE")
        .put(Tag.Modality, VR.CS, "CT")
        .put(Tag.InstitutionName, VR.LO, "KANARIE")
        .put(Tag.ReferringPhysicianName, VR.PN, "KANARIE^金丝雀")
        .put(Tag.StudyDescription, VR.LO, "KANARIE 金丝雀")
        .put(Tag.PatientName, VR.PN, "KANARIE^Anna=金丝雀")
        .put(Tag.PatientID, VR.LO, "KANARIE-1")
        .put(Tag.PatientBirthDate, VR.DA, "19470806")
        .put(Tag.PatientSex, VR.CS, "M")
        .put(Tag.StudyInstanceUID, VR.UI, "2.25.998877665544332")
        .put(Tag.SeriesInstanceUID, VR.UI, "2.25.998877665544333")
        .put(Tag.StudyID, VR.SH, "KANARIE")
        .put(Tag.InstanceNumber, VR.IS, "1");
  }

  @Test
  void oneTraceLeadsFromATableRowToTheFacts() {
    awaitWholeTraceFrom("POST /intake/csv/{kind}");
  }

  @Test
  void oneTraceLeadsFromAFhirRequestToTheFacts() {
    awaitWholeTraceFrom("POST /fhir/{type}");
  }

  @Test
  void oneTraceLeadsFromAnAssociationToTheFacts() {
    awaitWholeTraceFrom("dimse");
  }

  @Test
  void identityInAnAddressIsInNoSpanAndNoLog() {
    for (String root : List.of("GET /ops/arrivals/{id}", "GET /fhir/{type}/{id}")) {
      Waiting.until("a span of " + root)
          .until(() -> collector.spans().stream().anyMatch(span -> span.name().equals(root)));
    }
    assertThat(collector.spans())
        .allSatisfy(
            span -> {
              clean("span " + span.name(), span.text());
              assertThat(pseudonyms).as(span.name()).noneMatch(span.text()::contains);
            });
    assertThat(site.logs())
        .allSatisfy(log -> assertThat(pseudonyms).noneMatch(Logs.text(log)::contains));
  }

  /** A trace that begins in the gateway by this root and goes through every stage of both. */
  private void awaitWholeTraceFrom(String root) {
    Waiting.until("a trace from " + root + " to the facts").until(() -> isWholeTraceFrom(root));
  }

  private boolean isWholeTraceFrom(String root) {
    Map<String, List<ReceivedSpan>> traces =
        collector.spans().stream().collect(Collectors.groupingBy(ReceivedSpan::traceId));
    return traces.values().stream()
        .anyMatch(
            trace ->
                names(trace, GATEWAY).contains(root)
                    && names(trace, GATEWAY).containsAll(GATEWAY_STAGES)
                    && names(trace, REGISTRY).containsAll(REGISTRY_STAGES));
  }

  private static Set<String> names(List<ReceivedSpan> trace, String service) {
    return trace.stream()
        .filter(span -> span.service().equals(service))
        .map(ReceivedSpan::name)
        .collect(Collectors.toSet());
  }

  @Test
  void identityIsInNoSpanNoLogAndNoTableOfTheRegistry() throws IOException {
    awaitWholeTraceFrom("dimse");
    assertThat(collector.spans())
        .isNotEmpty()
        .allSatisfy(span -> clean("span " + span.name(), span.text()));
    try (Stream<Path> files =
        Files.find(folder, 4, (file, a) -> file.toString().endsWith(".log"))) {
      assertThat(files.toList())
          .hasSizeGreaterThanOrEqualTo(4)
          .allSatisfy(log -> clean(log.toString(), Logs.text(log)));
    }
    try (Database database = site.registry().database()) {
      assertThat(database.number("select count(*) from fact_imaging")).isPositive();
      database.everything().forEach(TraceTest::clean);
    }
  }

  private static byte[] refusedRow() {
    return "mrn,sample_id,loinc,value,unit,taken_at\nKANARIE-1,金丝雀,KANARIE,KANARIE,KANARIE,KANARIE\n"
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void clean(String where, String text) {
    assertThat(CANARIES).as(where).noneMatch(text::contains);
  }
}
