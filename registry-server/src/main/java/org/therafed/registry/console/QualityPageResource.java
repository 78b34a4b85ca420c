package org.therafed.registry.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.quality.QualityBoard;
import org.therafed.runtime.page.Language;
import org.therafed.runtime.page.Pages;

/** The page of data quality, for administrators: every site and module. */
@Cancellable(false)
@Path("/console/quality")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class QualityPageResource {

  private final QualityBoard board;

  QualityPageResource(QualityBoard board) {
    this.board = board;
  }

  /** The page template, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance quality(String language, String other, QualityView view);
  }

  @GET
  public Uni<Response> quality(
      @QueryParam("lang") String lang,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    Language language = Language.of(lang, cookie, headers);
    return board
        .all()
        .flatMap(
            all ->
                Pages.of(
                    Templates.quality(language.tag(), language.other().tag(), QualityView.of(all)),
                    language,
                    200));
  }
}
