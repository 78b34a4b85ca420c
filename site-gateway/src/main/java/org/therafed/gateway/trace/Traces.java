package org.therafed.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of the stages. Their attributes are the arrival's id, the stage, the outcome and a code,
 * nothing else: a span leaves the hospital's control.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
@Singleton
public class Traces {

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  private final Tracer tracer;

  @Inject
  public Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The current span as a {@code traceparent}; empty where there is none. */
  public static Optional<String> current() {
    return traceparent(Span.current().getSpanContext());
  }

  private static Optional<String> traceparent(SpanContext span) {
    return span.isValid()
        ? Optional.of(
            "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex())
        : Optional.empty();
  }

  /** The trace id of a {@code traceparent}; empty text where there is none. */
  public static String traceId(Optional<String> traceparent) {
    return traceparent
        .map(TRACEPARENT::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .orElse("");
  }

  private static Context parent(Optional<String> traceparent) {
    return traceparent
        .map(TRACEPARENT::matcher)
        .filter(Matcher::matches)
        .map(
            m ->
                SpanContext.createFromRemoteParent(
                    m.group(1),
                    m.group(2),
                    TraceFlags.fromHex(m.group(3), 0),
                    TraceState.getDefault()))
        .map(span -> Context.root().with(Span.wrap(span)))
        .orElse(Context.root());
  }

  /** A span that somebody else ends, at the root of a new trace. */
  public Started root(String stage) {
    Span span = tracer.spanBuilder(stage).setSpanKind(SpanKind.SERVER).setNoParent().startSpan();
    span.setAttribute("stage", stage);
    return new Started(span);
  }

  /** A span over several calls. */
  public static final class Started {
    private final Span span;

    Started(Span span) {
      this.span = span;
    }

    /** What arrivals of this span carry. */
    public Optional<String> traceparent() {
      return Traces.traceparent(span.getSpanContext());
    }

    /** Ends the span. */
    public void end(String outcome) {
      span.setAttribute("outcome", outcome);
      span.end();
    }
  }

  /** What a stage may tell its span. */
  public interface StageSpan {
    /** What became of the arrival. */
    void outcome(String outcome, Optional<String> code);

    /** The span as a {@code traceparent}. */
    Optional<String> traceparent();
  }

  /** Runs one stage in a span that continues the arrival's trace. */
  public <T> T stage(
      String stage, String arrival, Optional<String> traceparent, Function<StageSpan, T> work) {
    return span(stage, arrival, traceparent, SpanKind.INTERNAL, work);
  }

  /** Runs a call to another system in a span that continues the arrival's trace. */
  public <T> T call(
      String stage, String arrival, Optional<String> traceparent, Function<StageSpan, T> work) {
    return span(stage, arrival, traceparent, SpanKind.CLIENT, work);
  }

  private <T> T span(
      String stage,
      String arrival,
      Optional<String> traceparent,
      SpanKind kind,
      Function<StageSpan, T> work) {
    Span span =
        tracer
            .spanBuilder(stage)
            .setParent(parent(traceparent))
            .setSpanKind(kind)
            .setAttribute("stage", stage)
            .setAttribute("arrival", arrival)
            .startSpan();
    Scope scope = span.makeCurrent();
    try {
      return work.apply(new Told(span));
    } catch (RuntimeException e) {
      // Not recorded as an exception event: its message may quote a value.
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      scope.close();
      span.end();
    }
  }

  private record Told(Span span) implements StageSpan {
    @Override
    public void outcome(String outcome, Optional<String> code) {
      span.setAttribute("outcome", outcome);
      code.ifPresent(c -> span.setAttribute("code", c));
    }

    @Override
    public Optional<String> traceparent() {
      return Traces.traceparent(span.getSpanContext());
    }
  }
}
