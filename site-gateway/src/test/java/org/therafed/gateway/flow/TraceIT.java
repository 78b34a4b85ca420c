package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class TraceIT extends WithRegistry {

  private static final Set<String> STAGES =
      Set.of("convert", "consent", "deidentify", "validate", "outbox", "forward");

  @Inject InMemorySpanExporter spans;
  @Inject DicomListener listener;

  private List<SpanData> trace(String traceId) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(traceId))
        .toList();
  }

  private void isWhole(String traceId, String root) {
    // A span leaves when it ends, so that a stage may leave before what it is part of.
    Eventually.holds(
        () -> "all spans, each stage with its parent; " + trace(traceId),
        () ->
            names(traceId).containsAll(STAGES)
                && names(traceId).contains(root)
                && everyStageHasItsParent(trace(traceId)));
  }

  private static boolean everyStageHasItsParent(List<SpanData> trace) {
    Set<String> ids = trace.stream().map(SpanData::getSpanId).collect(Collectors.toSet());
    return trace.stream()
        .filter(span -> STAGES.contains(span.getName()))
        .allMatch(span -> ids.contains(span.getParentSpanId()));
  }

  private Set<String> names(String traceId) {
    return trace(traceId).stream().map(SpanData::getName).collect(Collectors.toSet());
  }

  private String lastTrace() {
    String header = registry.received().get(registry.received().size() - 1).traceparent();
    return header.split("-", -1)[1];
  }

  @Test
  void oneTraceRunsFromTheUploadedRowToTheRegistry() {
    Gateway.personWithConsent("TR-1", "");
    Gateway.settled();
    Gateway.table(
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        "TR-1,S-TR-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    isWhole(lastTrace(), "POST /intake/csv/{kind}");
  }

  @Test
  void oneTraceRunsFromTheAssociationToTheRegistry() {
    Gateway.consent("TR-2");
    Gateway.settled();
    Path file = Headers.file(Headers.ct("TR-2", "1.2.3.90", 1));
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            listener.port(),
            "SENDER",
            "THERAFED",
            DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new))) {
      client.store(file);
    }
    Eventually.holds("sent", () -> registry.resources("ImagingStudy").size() == 1);
    isWhole(lastTrace(), "dimse");
  }

  @Test
  void aSpanOfAStageCarriesNothingButArrivalStageOutcomeAndCode() {
    Gateway.personWithConsent("TR-3", "");
    Gateway.settled();
    String traceId = lastTrace();
    Eventually.holds("spans", () -> names(traceId).contains("forward"));
    assertThat(trace(traceId))
        .filteredOn(span -> STAGES.contains(span.getName()))
        .allSatisfy(
            span ->
                assertThat(span.getAttributes().asMap().keySet())
                    .extracting(Object::toString)
                    .isSubsetOf("arrival", "stage", "outcome", "code", "thread.id", "thread.name"));
  }
}
