package org.therafed.runtime.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A span reduced to what an allow-list names: an attribute that nobody has thought of stays inside.
 *
 * <p>The path is the route's template, {@code /fhir/{type}/{id}}, and is missing where no route
 * answered; there are no query, no events (an exception's message may quote a value) and no links.
 */
final class SpanWithoutContent extends DelegatingSpanData {

  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");

  /** The applications' own attributes, then those of OpenTelemetry's conventions for HTTP. */
  private static final Set<String> KEPT =
      Set.of(
          "stage",
          "arrival",
          "outcome",
          "code",
          "http.request.method",
          "http.response.status_code",
          "http.route",
          "url.scheme",
          "server.address",
          "server.port",
          "network.protocol.name",
          "network.protocol.version",
          "error.type");

  /** A fault's code, or the name of an exception's class. */
  private static final Pattern REASON =
      Pattern.compile("[A-Z]{2}(-[A-Z0-9]+)+-[0-9]{3}|[A-Z][A-Za-z]{2,60}(Exception|Error|Fault)");

  private final String name;
  private final Attributes attributes;

  SpanWithoutContent(SpanData span) {
    super(span);
    this.attributes = kept(span.getAttributes());
    this.name = name(span);
  }

  private static Attributes kept(Attributes all) {
    AttributesBuilder kept = Attributes.builder();
    all.forEach(
        (key, value) -> {
          if (KEPT.contains(key.getKey())) {
            put(kept, key, value);
          }
        });
    String route = all.get(ROUTE);
    if (route != null && all.get(PATH) != null) {
      kept.put(PATH, route);
    }
    return kept.build();
  }

  @SuppressWarnings("unchecked")
  private static void put(AttributesBuilder kept, AttributeKey<?> key, Object value) {
    kept.put((AttributeKey<Object>) key, value);
  }

  /** Instrumentation may name a span by the address; then it is named by method and route. */
  private static String name(SpanData span) {
    String method = span.getAttributes().get(METHOD);
    if (method == null) {
      return span.getName();
    }
    String route = span.getAttributes().get(ROUTE);
    return route == null ? method : method + " " + route;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  public StatusData getStatus() {
    StatusData status = super.getStatus();
    return REASON.matcher(status.getDescription()).matches()
        ? status
        : StatusData.create(status.getStatusCode(), "");
  }

  @Override
  public List<EventData> getEvents() {
    return List.of();
  }

  @Override
  public int getTotalRecordedEvents() {
    return 0;
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  @Override
  public int getTotalRecordedLinks() {
    return 0;
  }
}
