package org.therafed.registry.fault;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.therafed.profiles.outcome.Fault;

/** Gives the refusals of the HTTP server itself a code and a body, as all others have. */
@ApplicationScoped
public class TransportAnswers {

  /** Before the server's own check of the size, whose answer is empty. */
  private static final int BEFORE_THE_SIZE_CHECK = 100;

  private final MemorySize largestBody;

  TransportAnswers(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
    this.largestBody = largestBody;
  }

  void beforeAllRoutes(@Observes Filters filters) {
    filters.register(this::refuseAnnouncedSize, BEFORE_THE_SIZE_CHECK);
  }

  void besideAllRoutes(@Observes Router router) {
    router.route().failureHandler(TransportAnswers::refusePassword);
    router.route().last().handler(context -> answer(context, RegistryCode.NO_SUCH_ROUTE.with()));
  }

  private void refuseAnnouncedSize(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null
        && length.matches("[0-9]{1,18}")
        && Long.parseLong(length) > largestBody.asLongValue()) {
      closeAfterwards(context);
      answer(context, RegistryCode.TOO_LARGE.with());
      return;
    }
    context.next();
  }

  /** What is left of the body stays unread. HTTP/2 has no such header (RFC 9113 8.2.2). */
  public static void closeAfterwards(RoutingContext context) {
    if (context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private static void refusePassword(RoutingContext context) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (context.failure() instanceof AuthenticationFailedException
        && authorization != null
        && authorization.startsWith("Basic ")) {
      context.response().putHeader("WWW-Authenticate", "Basic realm=\"therafed\"");
      answer(context, RegistryCode.PASSWORD_WRONG.with());
      return;
    }
    context.next();
  }

  private static void answer(RoutingContext context, Fault fault) {
    FaultBody body = FaultBody.of(fault, context.normalizedPath());
    context
        .response()
        .setStatusCode(FaultBody.status(fault))
        .putHeader(HttpHeaders.CONTENT_TYPE, body.mediaType())
        .end(body.text());
  }
}
