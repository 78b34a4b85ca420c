package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.therafed.gateway.http.FaultMapper;
import org.therafed.profiles.outcome.Fault;

/** Tells a person why there is no page. */
@ApplicationScoped
public class ProblemPage {

  private final Visit visit;

  @Inject
  ProblemPage(Visit visit) {
    this.visit = visit;
  }

  /** The page template, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance problem(Frame frame, String code, String text);
  }

  /** The answer to a request that failed. */
  Response of(Fault fault) {
    return later(fault).await().indefinitely();
  }

  /** The same for a thread that must not wait. */
  Uni<Response> later(Fault fault) {
    return visit
        .answer(
            Templates.problem(
                visit.frame("/console"), fault.code().code(), visit.text(fault.reason())),
            FaultMapper.status(fault.code()))
        .map(
            page ->
                Response.fromResponse(page).type(MediaType.TEXT_HTML + ";charset=UTF-8").build());
  }

  /** A page, or why there is none. */
  Response or(Supplier<Response> page) {
    try {
      return page.get();
    } catch (Fault fault) {
      return of(fault);
    }
  }
}
