package org.therafed.registry;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Keeps spans in memory. */
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
    return memory;
  }
}
