package org.therafed.registry.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.runtime.login.LocalAccounts;
import org.therafed.runtime.login.oidc.ProviderSignIn;
import org.therafed.runtime.login.oidc.SignInProblem;
import org.therafed.runtime.login.oidc.SignInRefused;
import org.therafed.runtime.page.Language;
import org.therafed.runtime.page.Pages;

/** Logging in and out, by password or by the provider. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
@Cancellable(false)
public class SignInResource {

  private static final String LOG_IN = "/login";

  private final ProviderSignIn provider;
  private final LocalAccounts accounts;
  private final SecurityIdentity person;

  SignInResource(ProviderSignIn provider, LocalAccounts accounts, SecurityIdentity person) {
    this.provider = provider;
    this.accounts = accounts;
    this.person = person;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance login(
        String language, String other, boolean failed, boolean provider, boolean passwords);

    static native TemplateInstance answer(String language, String problem);
  }

  @GET
  @Path("login")
  public Uni<Response> login(
      @QueryParam("lang") String lang,
      @QueryParam("error") String error,
      @CookieParam(Language.COOKIE) String cookie,
      @Context HttpHeaders headers) {
    Language language = Language.of(lang, cookie, headers);
    return Pages.of(
        Templates.login(
            language.tag(),
            language.other().tag(),
            error != null,
            provider.isOffered(),
            accounts.areTaken()),
        language,
        200);
  }

  /** Leads the browser to the provider. */
  @GET
  @Path("login/oidc")
  public Uni<Response> begin(
      @CookieParam(Language.COOKIE) String cookie, @Context HttpHeaders headers) {
    requireProvider();
    Language language = Language.of(null, cookie, headers);
    try {
      return Uni.createFrom()
          .item(
              Response.seeOther(provider.begin(language.tag()))
                  .header("Cache-Control", "no-store")
                  .build());
    } catch (SignInRefused refused) {
      return refused(refused.problem(), language);
    }
  }

  /**
   * Takes the browser back. A page and no redirect: the session's cookie is {@code SameSite=Strict}
   * and goes along only from a page of this site.
   */
  @GET
  @Path("login/oidc/callback")
  public Uni<Response> finish(
      @CookieParam(Language.COOKIE) String cookie, @Context HttpHeaders headers) {
    requireProvider();
    Language language = Language.of(null, cookie, headers);
    try {
      provider.finish();
      return Pages.of(Templates.answer(language.tag(), null), language, 200);
    } catch (SignInRefused refused) {
      return refused(refused.problem(), language);
    }
  }

  private void requireProvider() {
    if (!provider.isOffered()) {
      throw new NotFoundException();
    }
  }

  private static Uni<Response> refused(SignInProblem problem, Language language) {
    String text = problem.code() + " " + problem.text(language == Language.ZH);
    return Pages.of(Templates.answer(language.tag(), text), language, problem.status());
  }

  /** Ends the session: the cookie is the session. */
  @GET
  @Path("logout")
  public Response logout() {
    URI next =
        person.isAnonymous()
            ? URI.create(LOG_IN)
            : provider.end(person.getPrincipal().getName()).orElse(URI.create(LOG_IN));
    return Response.seeOther(next)
        .cookie(new NewCookie.Builder("therafed-session").value("").path("/").maxAge(0).build())
        .build();
  }
}
