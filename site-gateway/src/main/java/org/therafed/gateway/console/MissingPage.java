package org.therafed.gateway.console;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.http.FaultMapper;

/** Tells a person with a browser that an address leads nowhere; programs get a problem instead. */
public class MissingPage {

  @Inject FaultMapper forPrograms;
  @Inject ProblemPage problems;

  @ServerExceptionMapper
  public Uni<Response> missing(NotFoundException exception, HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE)
        ? problems.later(ConsoleCode.NO_PAGE.with())
        : Uni.createFrom().item(() -> forPrograms.known(exception));
  }
}
