package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.therafed.runtime.login.LocalAccounts;
import org.therafed.runtime.login.oidc.ProviderSignIn;
import org.therafed.runtime.login.oidc.SignInProblem;
import org.therafed.runtime.login.oidc.SignInRefused;
import org.therafed.runtime.page.Language;

/** Signing in and out, by password or by the provider. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class SignInResource {

  private static final String SIGN_IN = "/login";

  private final Visit visit;
  private final ProviderSignIn provider;
  private final LocalAccounts accounts;
  private final SecurityIdentity person;
  private final String cookie;

  @Inject
  SignInResource(
      Visit visit,
      ProviderSignIn provider,
      LocalAccounts accounts,
      SecurityIdentity person,
      @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String cookie) {
    this.visit = visit;
    this.provider = provider;
    this.accounts = accounts;
    this.person = person;
    this.cookie = cookie;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance login(
        Frame frame, boolean failed, boolean provider, boolean passwords);

    static native TemplateInstance answer(Frame frame, String problem);
  }

  @GET
  @Path("login")
  public Response login(@QueryParam("error") String error) {
    return visit.page(
        Templates.login(
            visit.frame(SIGN_IN), error != null, provider.isOffered(), accounts.areTaken()));
  }

  /** Leads the browser to the provider. */
  @GET
  @Path("login/oidc")
  public Response begin() {
    requireProvider();
    try {
      return Response.seeOther(provider.begin(visit.language().tag()))
          .header("Cache-Control", "no-store")
          .build();
    } catch (SignInRefused refused) {
      return refused(refused.problem());
    }
  }

  /**
   * Takes the browser back. A page and no redirect: the session's cookie is {@code SameSite=Strict}
   * and goes along only from a page of this site.
   */
  @GET
  @Path("login/oidc/callback")
  public Response finish() {
    requireProvider();
    try {
      provider.finish();
      return visit.page(Templates.answer(visit.frame(SIGN_IN), null));
    } catch (SignInRefused refused) {
      return refused(refused.problem());
    }
  }

  private void requireProvider() {
    if (!provider.isOffered()) {
      throw new NotFoundException();
    }
  }

  private Response refused(SignInProblem problem) {
    String text = problem.code() + " " + problem.text(visit.language() == Language.ZH);
    return visit.page(Templates.answer(visit.frame(SIGN_IN), text), problem.status());
  }

  /** Ends the session: the cookie is the session. */
  @GET
  @Path("logout")
  public Response logout() {
    URI next =
        person.isAnonymous()
            ? URI.create(SIGN_IN)
            : provider.end(visit.account()).orElse(URI.create(SIGN_IN));
    return Response.seeOther(next)
        .cookie(new NewCookie.Builder(cookie).value("").path("/").maxAge(0).build())
        .build();
  }
}
