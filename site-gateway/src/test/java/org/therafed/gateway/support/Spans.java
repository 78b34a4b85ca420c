package org.therafed.gateway.support;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.therafed.runtime.telemetry.SpansWithoutContent;

/** Keeps spans in memory, as they leave the process. */
@ApplicationScoped
public class Spans {

  @Produces
  @Singleton
  InMemorySpanExporter memory() {
    return InMemorySpanExporter.create();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  SpanExporter exporter(InMemorySpanExporter memory) {
    return new SpansWithoutContent(memory);
  }
}
