package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signing in and out, and the overview: what came and what became of it. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class OverviewResource {

  private final Visit visit;
  private final Funnel funnel;
  private final String cookie;

  @Inject
  OverviewResource(
      Visit visit,
      Funnel funnel,
      @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String cookie) {
    this.visit = visit;
    this.funnel = funnel;
    this.cookie = cookie;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance login(Frame frame, boolean failed);

    static native TemplateInstance overview(Frame frame, FunnelView view);
  }

  @GET
  public Response start() {
    return Response.seeOther(URI.create("/console")).build();
  }

  @GET
  @Path("login")
  public Response login(@QueryParam("error") String error) {
    return visit.page(Templates.login(visit.frame("/login"), error != null));
  }

  /** Ends the session: the cookie is the session. */
  @GET
  @Path("logout")
  public Response logout() {
    return Response.seeOther(URI.create("/login"))
        .cookie(new NewCookie.Builder(cookie).value("").path("/").maxAge(0).build())
        .build();
  }

  @GET
  @Path("console")
  public Response overview() {
    return visit.page(Templates.overview(visit.frame("/console"), funnel.view(visit)));
  }
}
