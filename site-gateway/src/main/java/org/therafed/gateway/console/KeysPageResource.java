package org.therafed.gateway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.therafed.gateway.check.Connections;
import org.therafed.gateway.check.Finding;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.flow.PseudonymRotation;
import org.therafed.gateway.forward.http.SiteCredential;

/** The site's keys and certificates: versions, names and when they end, never a key itself. */
@Path("/console/keys")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class KeysPageResource {

  private final Visit visit;
  private final KeyCustody custody;
  private final PseudonymRotation rotation;
  private final SiteCredential credential;
  private final Connections connections;

  @Inject
  KeysPageResource(
      Visit visit,
      KeyCustody custody,
      PseudonymRotation rotation,
      SiteCredential credential,
      Connections connections) {
    this.visit = visit;
    this.custody = custody;
    this.rotation = rotation;
    this.credential = credential;
    this.connections = connections;
  }

  /**
   * Keys, ready to print.
   *
   * @param versions of the key of pseudonyms
   * @param beside whether what wraps the keys lies beside them
   * @param awaiting persons for whom the registry does not know the new pseudonym yet
   */
  public record KeysView(
      int versions,
      boolean beside,
      boolean escrow,
      long awaiting,
      String signingKey,
      List<SourceView.Line> certificates) {}

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance keys(Frame frame, KeysView view);
  }

  @GET
  public Response keys() {
    return visit.page(
        Templates.keys(
            visit.frame("/console/keys"),
            new KeysView(
                custody.versions(),
                custody.wrapping().equals("beside"),
                custody.escrowable(),
                rotation.awaiting(),
                credential.kid(),
                connections.certificates().stream().map(this::line).toList())));
  }

  private SourceView.Line line(Finding finding) {
    return new SourceView.Line(
        finding.level().name().toLowerCase(java.util.Locale.ROOT),
        visit.text(finding.level().shown()),
        visit.text(finding.text()));
  }
}
