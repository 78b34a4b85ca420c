package org.therafed.runtime.page;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

/** Pages as answers: in a language that is kept by a cookie, and in no cache. */
public final class Pages {

  private static final int LANGUAGE_COOKIE_SECONDS = 365 * 24 * 3600;

  private Pages() {}

  /** A page in a language. */
  public static Uni<Response> of(TemplateInstance template, Language language, int status) {
    template.setAttribute(MessageBundles.ATTRIBUTE_LOCALE, language.locale());
    return template
        .createUni()
        .map(
            html ->
                Response.status(status)
                    .entity(html)
                    .language(language.locale())
                    .header("Cache-Control", "no-store")
                    .cookie(
                        new NewCookie.Builder(Language.COOKIE)
                            .value(language.tag())
                            .path("/")
                            .maxAge(LANGUAGE_COOKIE_SECONDS)
                            .sameSite(NewCookie.SameSite.LAX)
                            .build())
                    .build());
  }
}
