package org.therafed.runtime.telemetry;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.therafed.runtime.Setting;

/**
 * Sends spans to the OTLP/HTTP collector that {@code THERAFED_OTLP_ENDPOINT} names, and nowhere
 * without it. Quarkus' own exporter would fall back to a local address and warn.
 */
@ApplicationScoped
public class SpanExporterProducer {

  @Produces
  @Singleton
  SpanExporter spanExporter() {
    return Setting.OTLP_ENDPOINT
        .value()
        .<SpanExporter>map(
            endpoint ->
                new SpansWithoutContent(
                    OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.replaceFirst("/+$", "") + "/v1/traces")
                        .build()))
        .orElseGet(SpanExporter::composite);
  }
}
