package org.therafed.registry.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.therafed.registry.fault.FaultMappers;
import org.therafed.runtime.page.Language;

/** Tells a person with a browser that an address leads nowhere; programs get a problem instead. */
public class MissingPage {

  private final FaultMappers forPrograms = new FaultMappers();

  /** The page template, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance missing(String language);
  }

  @ServerExceptionMapper
  public Uni<Response> missing(NotFoundException exception, UriInfo uri, HttpHeaders headers) {
    if (!headers.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE)) {
      return Uni.createFrom().item(forPrograms.known(exception, uri));
    }
    Cookie chosen = headers.getCookies().get(Language.COOKIE);
    Language language = Language.of(null, chosen == null ? null : chosen.getValue(), headers);
    TemplateInstance page = Templates.missing(language.tag());
    page.setAttribute(MessageBundles.ATTRIBUTE_LOCALE, language.locale());
    return page.createUni()
        .map(
            html ->
                Response.status(Response.Status.NOT_FOUND)
                    .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                    .language(language.locale())
                    .header("Cache-Control", "no-store")
                    .entity(html)
                    .build());
  }
}
