package org.therafed.runtime.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * The last door before spans leave the process. Instrumentation writes what it finds into a span,
 * the address asked for among it, and an address may hold a medical record number or a pseudonym;
 * so only what {@link SpanWithoutContent} names goes on.
 */
public final class SpansWithoutContent implements SpanExporter {

  private final SpanExporter next;

  /** Hands on to another exporter what may be known outside. */
  public SpansWithoutContent(SpanExporter next) {
    this.next = next;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return next.export(
        spans.stream().map(SpanWithoutContent::new).map(SpanData.class::cast).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }
}
