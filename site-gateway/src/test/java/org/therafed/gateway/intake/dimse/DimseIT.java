package org.therafed.gateway.intake.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.Texts;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class DimseIT extends WithRegistry {

  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

  @Inject DicomListener listener;
  @Inject Site site;

  private DicomClient connect(PresentationContext... contexts) {
    return DicomClient.connect("127.0.0.1", listener.port(), "SENDER", "THERAFED", contexts);
  }

  private List<DimseResponse> send(Path... files) {
    PresentationContext[] contexts =
        DicomClient.contextsFor(List.of(files)).toArray(PresentationContext[]::new);
    try (DicomClient client = connect(contexts)) {
      return client.store(List.of(files));
    }
  }

  private DimseResponse sendBytes(byte[] dataSet, String instance) throws IOException {
    try (DicomClient client = connect(PresentationContext.of(Headers.CT, EXPLICIT))) {
      return client.store(Headers.CT, instance, EXPLICIT, new ByteArrayInputStream(dataSet));
    }
  }

  @Test
  void aStudyThatGrowsKeepsItsIdAndItsCountsGrow() {
    Gateway.consent("GROW-1");
    Path one = Headers.file(Headers.ct("GROW-1", "1.2.3.77", 1));
    Path two = Headers.file(Headers.ct("GROW-1", "1.2.3.77", 2));
    assertThat(send(one)).allMatch(DimseResponse::isSuccess);
    Eventually.holds("first", () -> registry.resources("ImagingStudy").size() == 1);
    assertThat(send(two)).allMatch(DimseResponse::isSuccess);
    Eventually.holds("second", () -> registry.resources("ImagingStudy").size() == 2);
    List<ObjectNode> studies = registry.resources("ImagingStudy");
    assertThat(studies.get(1).path("id")).isEqualTo(studies.get(0).path("id"));
    assertThat(studies).extracting(s -> s.path("numberOfInstances").asInt()).containsExactly(1, 2);
  }

  @Test
  void anObjectWithoutConsentIsStoredAndHeld() {
    long held = Gateway.outcomes().get("held");
    Path file = Headers.file(Headers.ct("NOCONSENT-1", "1.2.3.78", 1));
    assertThat(send(file)).allMatch(DimseResponse::isSuccess);
    Eventually.holds("held", () -> Gateway.outcomes().get("held") == held + 1);
    assertThat(registry.resources("ImagingStudy")).isEmpty();
  }

  @Test
  void aRepeatedObjectIsSuperseded() {
    Gateway.consent("TWICE-1");
    Path file = Headers.file(Headers.ct("TWICE-1", "1.2.3.79", 1));
    send(file);
    long before = Gateway.outcomes().get("superseded");
    send(file);
    assertThat(Gateway.outcomes().get("superseded")).isEqualTo(before + 1);
  }

  @Test
  void anObjectWithoutPatientIdIsHeld() {
    DataSet data = Headers.ct("x", "1.2.3.80", 1);
    data.remove(Tag.PatientID);
    assertThat(send(Headers.file(data))).allMatch(DimseResponse::isSuccess);
    assertThat(Gateway.arrivals("held")).extracting("code").contains("GW-DICOM-002");
  }

  @Test
  void aTruncatedObjectIsAnsweredWithC000AndKept() throws IOException {
    long refused = Gateway.outcomes().get("refused");
    Path file = Headers.file(Headers.ct("CUT-1", "1.2.3.81", 1));
    byte[] bytes = Files.readAllBytes(file);
    int start = (int) Part10Reader.readMeta(file).dataSetOffset();
    byte[] cut = Arrays.copyOfRange(bytes, start, bytes.length - 5);
    DimseResponse response = sendBytes(cut, "1.2.3.81.1.1");
    assertThat(response.status()).isEqualTo(0xC000);
    assertThat(response.errorComment()).startsWith("GW-DICOM-001").doesNotContain("CUT-1");
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused + 1);
    // The rest goes on: the same listener takes the whole object.
    assertThat(send(file)).allMatch(DimseResponse::isSuccess);
  }

  @ParameterizedTest
  @ValueSource(ints = {-10, -1, 64})
  void anObjectCutOrLongerBehindItsPixelsIsAnsweredWithC000(int more) throws IOException {
    DataSet data = Headers.ct("CUT-2", "1.2.3.88", 1);
    data.putBytes(Tag.PixelData, VR.OW, new byte[512]);
    data.putBytes(Tag.DataSetTrailingPadding, VR.OB, new byte[32]);
    byte[] whole = dataSet(data);
    DimseResponse response = sendBytes(Arrays.copyOf(whole, whole.length + more), "1.2.3.88.1.1");
    assertThat(response.status()).isEqualTo(0xC000);
    assertThat(response.errorComment()).startsWith("GW-DICOM-001");
    assertThat(sendBytes(whole, "1.2.3.88.1.1").isSuccess()).isTrue();
  }

  @Test
  void anObjectOfAnotherInstanceThanAnnouncedIsAnsweredWithA900() throws IOException {
    byte[] data = dataSet(Headers.ct("OTHER-1", "1.2.3.89", 1));
    DimseResponse response = sendBytes(data, "1.2.3.89.1.2");
    assertThat(response.status()).isEqualTo(0xA900);
    assertThat(response.errorComment())
        .hasSizeLessThanOrEqualTo(64)
        .startsWith("GW-DICOM-006 SOP class or instance of the command");
  }

  @Test
  void aFileThatIsNoDicomIsAnsweredWithC000() throws IOException {
    byte[] text = "This is a letter about a patient.".getBytes(StandardCharsets.UTF_8);
    assertThat(sendBytes(text, "1.2.3.82.1").status()).isEqualTo(0xC000);
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("source", "dimse");
  }

  @Test
  void anObjectWithAMalformedUidIsAnsweredWithC000AndCounted() throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    DataSet data = Headers.ct("BADUID-1", "1.2.3.83", 1);
    data.put(Tag.StudyInstanceUID, VR.UI, "1.2.BADUID");
    DimseResponse response = sendBytes(dataSet(data), "1.2.3.83.1.1");
    assertThat(response.status()).isEqualTo(0xC000);
    assertThat(response.errorComment()).startsWith("GW-DICOM-008").doesNotContain("BADUID");
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 1);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1025, 9000})
  void anObjectWithAnImpossiblyLongPatientIdIsAnsweredWithC000AndTheRestGoesOn(int length)
      throws IOException {
    long refused = Gateway.outcomes().get("refused");
    String id = Texts.incompressible(length, length);
    DimseResponse response = sendBytes(dataSet(Headers.ct(id, "1.2.3.85", 1)), "1.2.3.85.1.1");
    assertThat(response.status()).isEqualTo(0xC000);
    assertThat(response.errorComment()).startsWith("GW-DICOM-008");
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused + 1);
    assertThat(Gateway.arrivals("refused").get(0).toString())
        .contains("longer than 1024 bytes")
        .doesNotContain(id.substring(0, 16));
    Path next = Headers.file(Headers.ct("LONGID-1", "1.2.3.86", 1));
    assertThat(send(next)).allMatch(DimseResponse::isSuccess);
  }

  @ParameterizedTest
  @ValueSource(strings = {"long", "NUL"})
  void anObjectWithoutPatientIdWhoseStudyUidNoIndexHoldsIsAnsweredWithC000(String what)
      throws IOException {
    long refused = Gateway.outcomes().get("refused");
    DataSet data = Headers.ct("x", "1.2.3.87", 1);
    data.remove(Tag.PatientID);
    String uid =
        what.equals("NUL")
            ? "1.2.3\0.87"
            : new BigInteger(20_000, new Random(9)).add(BigInteger.ONE).toString();
    data.put(Tag.StudyInstanceUID, VR.UI, uid);
    DimseResponse response = sendBytes(dataSet(data), "1.2.3.87.1.1");
    assertThat(response.status()).isEqualTo(0xC000);
    assertThat(response.errorComment()).startsWith("GW-DICOM-008");
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused + 1);
  }

  @Test
  void anObjectThatIsTooLargeIsCountedAndNotKept() throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    long files = objectFiles();
    DataSet data = Headers.ct("LARGE-1", "1.2.3.84", 1);
    data.put(Tag.TextValue, VR.UT, "x".repeat(GatewayTestResource.LARGEST_OBJECT));
    DimseResponse response = sendBytes(dataSet(data), "1.2.3.84.1.1");
    assertThat(response.status() & 0xFF00).isEqualTo(0xA700);
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 1);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 1);
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("code", "GW-DICOM-003");
    assertThat(objectFiles()).isEqualTo(files);
  }

  private long objectFiles() throws IOException {
    Path folder = site.folder("objects");
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static byte[] dataSet(DataSet data) throws IOException {
    Path file = Headers.file(data);
    byte[] bytes = Files.readAllBytes(file);
    return Arrays.copyOfRange(
        bytes, (int) Part10Reader.readMeta(file).dataSetOffset(), bytes.length);
  }

  @Test
  void anAssociationToAnotherTitleIsRejected() {
    assertThatThrownBy(
            () ->
                DicomClient.connect(
                    "127.0.0.1",
                    listener.port(),
                    "SENDER",
                    "SOMEBODY",
                    PresentationContext.verification()))
        .isInstanceOf(DicomFault.class)
        .hasMessageContaining("DCM-NET-001");
    try (DicomClient client = connect(PresentationContext.verification())) {
      assertThat(client.echo().isSuccess()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NM-PetIm-GE.dcm", "NM-PetIm-Siemens.dcm"})
  void aPetOfAVendorBecomesAnImagingStudyWithItsTracer(String name) {
    Path file = Path.of(System.getProperty("therafed.shared", "/absent"), "data/dicom/pet", name);
    Assumptions.assumeTrue(Files.exists(file), "the shared PET files are not here");
    DataSet data = Part10Reader.readHeader(file).dataSet();
    String id = data.string(Tag.PatientID).orElseThrow();
    String issuer = data.string(Tag.IssuerOfPatientID).orElse("");
    Assumptions.assumeTrue(issuer.isEmpty(), "the file names an issuer");
    Gateway.consent(id);
    assertThat(send(file)).allMatch(DimseResponse::isSuccess);
    Gateway.settled();
    assertThat(registry.resources("ImagingStudy"))
        .as(Gateway.arrivals("held").toString())
        .hasSize(1);
    assertThat(registry.resources("MedicationAdministration")).hasSize(1);
    String all = String.join("", registry.stored().values());
    assertThat(all).doesNotContain(data.string(Tag.StudyInstanceUID).orElseThrow());
    assertThat(all).doesNotContain("\"" + id + "\"");
    data.string(Tag.PatientName).ifPresent(n -> assertThat(all).doesNotContain(n));
  }
}
