package org.therafed.gateway.intake.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.TestKeys;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.TlsSettings;
import org.therafed.gateway.intake.object.SiteEngine;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.support.Configs;
import org.therafed.gateway.trace.Traces;

/** Who may associate. Nothing is stored here. */
class DicomListenerTest {

  @TempDir Path folder;

  private DicomListener listener;

  private void open(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("therafed.dicom-port", "0");
    all.put("therafed.dicom-calling-aes", "PET_CT, ARCHIVE");
    SiteConfig config = Configs.of(all);
    Traces traces = new Traces(OpenTelemetry.noop().getTracer("test"));
    CommitmentReporter reports = new CommitmentReporter(null, null, null, null, config);
    listener = new DicomListener(config, new SiteEngine(config), null, null, reports, traces);
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

  private boolean answers(TlsSettings tls) {
    ClientConfig peer =
        ClientConfig.of("127.0.0.1", listener.port(), "PET_CT", "THERAFED").withTls(tls);
    try (DicomClient client =
        DicomClient.connect(peer, List.of(PresentationContext.verification()))) {
      return client.echo().isSuccess();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PET_CT", "ARCHIVE"})
  void aCallerOnTheListMayAssociate(String caller) {
    open(Map.of());
    try (DicomClient client = connect(caller)) {
      assertThat(client.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void aCallerThatIsNotOnTheListIsRejected() {
    open(Map.of());
    assertThatThrownBy(() -> connect("STRANGER"))
        .isInstanceOf(DicomFault.class)
        .hasMessageContaining("DCM-NET-001");
  }

  @Test
  void underTlsOnlyCallersWithATrustedCertificateAssociate() throws Exception {
    TestKeys node = TestKeys.makeEc(folder, "node", "ip:127.0.0.1");
    TestKeys caller = TestKeys.makeEc(folder, "caller", "ip:127.0.0.1");
    Path keystore = folder.resolve("node.p12");
    open(
        Map.of(
            "therafed.dicom-tls.keystore", keystore.toString(),
            "therafed.dicom-tls.keystore-password", "only-for-tests",
            "therafed.dicom-tls.truststore", caller.certificatePem().toString()));

    assertThat(answers(caller.trusting(node))).isTrue();
    assertThatThrownBy(() -> answers(node.trusting(node))).isInstanceOf(DicomFault.class);
    assertThatThrownBy(() -> connect("PET_CT")).isInstanceOf(DicomFault.class);
  }

  @Test
  void whereNoCertificateIsWantedAnyCallerUnderTlsAssociates() throws Exception {
    TestKeys node = TestKeys.makeEc(folder, "node", "ip:127.0.0.1");
    TestKeys caller = TestKeys.makeEc(folder, "caller", "ip:127.0.0.1");
    open(
        Map.of(
            "therafed.dicom-tls.certificate", node.certificatePem().toString(),
            "therafed.dicom-tls.key", node.keyPem().toString(),
            "therafed.dicom-tls.client-certificate", "none"));

    assertThat(answers(caller.trusting(node))).isTrue();
    assertThatThrownBy(() -> connect("PET_CT")).isInstanceOf(DicomFault.class);
  }
}
