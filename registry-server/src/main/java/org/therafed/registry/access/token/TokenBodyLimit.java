package org.therafed.registry.access.token;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.FaultBody;
import org.therafed.registry.fault.TransportAnswers;

/**
 * Refuses a form by the size it announces, before a byte of it is read: anybody may send one, and
 * the registry's general limit is made for transfers.
 */
@ApplicationScoped
class TokenBodyLimit {

  /** Before bodies are read. */
  private static final int BEFORE_BODIES = 90;

  private final Event<AssertionRefused> refusals;

  TokenBodyLimit(Event<AssertionRefused> refusals) {
    this.refusals = refusals;
  }

  void beforeAllRoutes(@Observes Filters filters) {
    filters.register(this::refuse, BEFORE_BODIES);
  }

  private void refuse(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!context.normalizedPath().replaceFirst("/+$", "").equals("/token")
        || !request.method().name().equals("POST")
        || isSmall(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
      context.next();
      return;
    }
    Fault fault =
        TokenForm.unreadable(
            "Content-Length is missing or more than 12 KiB", "缺少 Content-Length，或其超过 12 KiB");
    refusals.fire(
        new AssertionRefused(request.remoteAddress().hostAddress(), FaultBody.status(fault)));
    FaultBody body = FaultBody.of(fault, "/token");
    TransportAnswers.closeAfterwards(context);
    context
        .response()
        .setStatusCode(FaultBody.status(fault))
        .putHeader(HttpHeaders.CONTENT_TYPE, body.mediaType())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.text());
  }

  private static boolean isSmall(String length) {
    return length != null
        && length.matches("[0-9]{1,9}")
        && Integer.parseInt(length) <= TokenForm.LARGEST;
  }
}
