package org.therafed.gateway.intake.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.convert.imagingstudy.ConvertContext;
import org.therafed.dicom.convert.imagingstudy.ImagingStudyConverter;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.gateway.support.Headers;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Canonical;

/** Asking and fetching from DCMTK's archive; inside a network of its own. */
public final class DcmqrscpScenario {

  private static final int PORT = 11112;
  private static final int OURS = 11113;
  private static final int ATTEMPTS = 400;
  private static final String ISSUER = "urn:test";

  private DcmqrscpScenario() {}

  /** Argument: a folder. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path store = Files.createDirectory(folder.resolve("archive"));
    Path configuration = folder.resolve("dcmqrscp.cfg");
    Files.write(
        configuration,
        List.of(
            "NetworkTCPPort = " + PORT,
            "MaxPDUSize = 16384",
            "MaxAssociations = 16",
            "HostTable BEGIN",
            "therafed = (THERAFED, localhost, " + OURS + ")",
            "HostTable END",
            "VendorTable BEGIN",
            "VendorTable END",
            "AETable BEGIN",
            "ARCHIVE " + store + " RW (200, 1024mb) ANY",
            "AETable END"));
    ProcessBuilder builder =
        new ProcessBuilder("dcmqrscp", "-c", configuration.toString()).inheritIO();
    builder.environment().put("TCP_NODELAY", "1");
    Process process = builder.start();
    try {
      fill();
      asked();
      byGet();
      byMove();
    } finally {
      process.destroyForcibly();
    }
    System.out.println("SCENARIO DONE");
    System.exit(0);
  }

  private static ClientConfig peer() {
    return ClientConfig.of("localhost", PORT, "THERAFED", "ARCHIVE");
  }

  private static DimseArchive archive(Optional<String> moveTo) {
    ConvertContext context = new ConvertContext(Canonical.BASE, ZoneOffset.UTC, ISSUER);
    return new DimseArchive(
        peer(),
        Duration.ofSeconds(20),
        moveTo,
        match -> ImagingStudyConverter.patient(match, context));
  }

  private static void fill() {
    DataSet capture = Headers.ct("DQR-1", "1.2.7.1", 9);
    capture.put(Tag.SeriesInstanceUID, VR.UI, "1.2.7.1.2");
    capture.put(Tag.Modality, VR.CS, "OT");
    List<Path> files =
        List.of(
            Headers.file(Headers.ct("DQR-1", "1.2.7.1", 1)),
            Headers.file(Headers.ct("DQR-1", "1.2.7.1", 2)),
            Headers.file(Headers.ct("DQR-11", "1.2.7.2", 1)),
            Headers.file(Headers.ct("王-1", "1.2.7.3", 1)),
            Headers.file(capture));
    try (DicomClient client = connect(DicomClient.contextsFor(files))) {
      assertThat(client.store(files)).hasSize(5).allMatch(DimseResponse::isSuccess);
    }
  }

  /** The archive was started a moment ago; until it listens, connecting is tried again. */
  private static DicomClient connect(List<PresentationContext> contexts) {
    for (int attempt = 1; ; attempt++) {
      try {
        return DicomClient.connect(peer(), contexts);
      } catch (DicomFault e) {
        if (e.code() != DicomFaultCode.CONNECTION || attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static void asked() {
    DimseArchive archive = archive(Optional.empty());
    archive.test();
    try (ImageArchive.Session session = archive.open()) {
      List<FoundStudy> studies = session.studies("DQR-1", Optional.empty());
      assertThat(studies).hasSize(1);
      assertThat(studies.get(0).uid()).isEqualTo("1.2.7.1");
      assertThat(studies.get(0).patient()).contains(new PatientKey(ISSUER, "DQR-1"));
      assertThat(session.studies("DQR-1", Optional.of(LocalDate.of(2025, 2, 5)))).hasSize(1);
      assertThat(session.studies("DQR-1", Optional.of(LocalDate.of(2025, 2, 6)))).isEmpty();
      assertThat(session.studies("NOBODY", Optional.empty())).isEmpty();
      assertThat(session.studies("王-1", Optional.empty()))
          .extracting(FoundStudy::patient)
          .containsExactly(Optional.of(new PatientKey(ISSUER, "王-1")));
      assertThat(session.series("1.2.7.1"))
          .extracting(FoundSeries::modality)
          .containsExactlyInAnyOrder("CT", "OT");
      assertThat(session.instances(series()))
          .extracting(FoundInstance::uid)
          .containsExactlyInAnyOrder("1.2.7.1.1.1", "1.2.7.1.1.2");
    }
  }

  private static FoundSeries series() {
    return new FoundSeries("1.2.7.1", "1.2.7.1.1", "CT");
  }

  private static StoreHandler into(Map<String, byte[]> objects) {
    return request -> {
      objects.put(request.sopInstanceUid(), request.dataset().readAllBytes());
      return StoreOutcome.SUCCESS;
    };
  }

  private static void byGet() {
    Map<String, byte[]> come = new ConcurrentHashMap<>();
    try (ImageArchive.Session session = archive(Optional.empty()).open()) {
      List<FoundInstance> all = session.instances(series());
      FoundInstance second =
          all.stream().filter(i -> i.uid().endsWith(".2")).findFirst().orElseThrow();
      session.fetch(new MissingInstances(series(), List.of(second), false), into(come));
      assertThat(come).containsOnlyKeys("1.2.7.1.1.2");
      session.fetch(new MissingInstances(series(), all, true), into(come));
      assertThat(come).containsOnlyKeys("1.2.7.1.1.1", "1.2.7.1.1.2");
      // Asked again over a new association.
      assertThat(session.studies("DQR-1", Optional.empty())).hasSize(1);
      // An archive that does not say the SOP class.
      come.clear();
      FoundInstance unsaid = new FoundInstance("1.2.7.1.1.1", "");
      session.fetch(new MissingInstances(series(), List.of(unsaid), false), into(come));
      assertThat(come).containsOnlyKeys("1.2.7.1.1.1");
    }
  }

  private static void byMove() throws IOException {
    Map<String, byte[]> come = new ConcurrentHashMap<>();
    archive(Optional.of("THERAFED")).test();
    try (DicomServer ours = DicomServer.start(ServerConfig.loopback("THERAFED", OURS), into(come));
        ImageArchive.Session session = archive(Optional.of("THERAFED")).open()) {
      List<FoundInstance> all = session.instances(series());
      session.fetch(new MissingInstances(series(), all, true), into(Map.of()));
      assertThat(come).as("port " + ours.port()).containsOnlyKeys("1.2.7.1.1.1", "1.2.7.1.1.2");
    }
    try (ImageArchive.Session session = archive(Optional.of("UNKNOWN")).open()) {
      List<FoundInstance> all = session.instances(series());
      MissingInstances missing = new MissingInstances(series(), all, true);
      assertThatThrownBy(() -> session.fetch(missing, into(Map.of())))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("GW-PULL-009")
          .hasMessageContaining("A801H");
    }
  }
}
