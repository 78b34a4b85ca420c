package org.therafed.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SpansWithoutContentTest {

  private static final String CANARY = "MRN-4711";

  /** What leaves of one span that is filled so. */
  private static SpanData exported(String name, Consumer<Span> fill) {
    List<SpanData> out = new ArrayList<>();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new SpansWithoutContent(keeping(out))))
            .build()) {
      Tracer tracer = provider.get("test");
      SpanBuilder builder = tracer.spanBuilder(name);
      Span span = builder.startSpan();
      fill.accept(span);
      span.end();
    }
    assertThat(out).hasSize(1);
    return out.get(0);
  }

  private static SpanExporter keeping(List<SpanData> out) {
    return new SpanExporter() {
      @Override
      public CompletableResultCode export(Collection<SpanData> spans) {
        out.addAll(spans);
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    };
  }

  private static String everythingOf(SpanData span) {
    return span.getName()
        + span.getAttributes()
        + span.getEvents()
        + span.getLinks()
        + span.getStatus();
  }

  @Test
  void pathIsTheTemplateOfItsRouteAndThereIsNoQuery() {
    SpanData span =
        exported(
            "GET /fhir/{type}/{id}",
            s ->
                s.setAttribute("http.request.method", "GET")
                    .setAttribute("http.route", "/fhir/{type}/{id}")
                    .setAttribute("url.path", "/fhir/Patient/" + CANARY)
                    .setAttribute("url.query", "mrn=" + CANARY)
                    .setAttribute("user_agent.original", CANARY)
                    .setAttribute("http.response.status_code", 404L));
    assertThat(everythingOf(span)).doesNotContain(CANARY);
    assertThat(span.getName()).isEqualTo("GET /fhir/{type}/{id}");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("url.path")))
        .isEqualTo("/fhir/{type}/{id}");
    assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(404L);
    assertThat(span.getTotalAttributeCount()).isEqualTo(4);
  }

  @Test
  void spanOfNoRouteIsNamedByItsMethod() {
    SpanData span =
        exported(
            "GET /nowhere/" + CANARY,
            s ->
                s.setAttribute("http.request.method", "GET")
                    .setAttribute("url.full", "http://127.0.0.1/nowhere/" + CANARY)
                    .setAttribute("url.path", "/nowhere/" + CANARY));
    assertThat(everythingOf(span)).doesNotContain(CANARY);
    assertThat(span.getName()).isEqualTo("GET");
  }

  @Test
  void exceptionsAndTextsStayInside() {
    SpanData span =
        exported(
            "store",
            s -> {
              s.recordException(new IllegalStateException(CANARY));
              s.setStatus(StatusCode.ERROR, "no such patient: " + CANARY);
            });
    assertThat(everythingOf(span)).doesNotContain(CANARY);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void stageOutcomeAndCodeGoOn() {
    SpanData span =
        exported(
            "consent",
            s ->
                s.setAttribute("stage", "consent")
                    .setAttribute("outcome", "held")
                    .setAttribute("code", "GW-CONSENT-001")
                    .setStatus(StatusCode.ERROR, "GW-CONSENT-001"));
    assertThat(span.getName()).isEqualTo("consent");
    assertThat(span.getAttributes().size()).isEqualTo(3);
    assertThat(span.getStatus().getDescription()).isEqualTo("GW-CONSENT-001");
  }
}
