package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.access.ClientCertificate;
import org.therafed.registry.access.RegisteredCertificates;
import org.therafed.registry.fault.RegistryCode;

/**
 * The TLS certificates by which a site lets itself be known; none: any connection does. Of a
 * certificate its thumbprint is kept and no name.
 */
@ApplicationScoped
public class SiteCertificates implements RegisteredCertificates {

  /** One in use, one to come, and some room. */
  private static final int MOST = 4;

  private static final int LONGEST_PEM = 16_384;
  private static final String ALL =
      "select thumbprint from site_certificate where site = :site order by added_at, thumbprint";
  private static final String KNOWN = "select id from site where id = :site for update";
  private static final String ADD =
      "insert into site_certificate (site, thumbprint, added_at) values (:site, :thumbprint, :at) on"
          + " conflict do nothing";
  private static final String REMOVE =
      "delete from site_certificate where site = :site and thumbprint = :thumbprint";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  SiteCertificates(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * A registered certificate.
   *
   * @param thumbprint {@code x5t#S256}
   */
  public record Listed(String thumbprint) {}

  @Override
  public Uni<List<String>> of(String site) {
    return sessions.withSession(session -> thumbprints(session, site));
  }

  Uni<List<Listed>> listed(String site) {
    return of(site).map(found -> found.stream().map(Listed::new).toList());
  }

  /**
   * Registers one; from now on the site is known by a connection with a registered one only.
   *
   * @param request {@code {"certificate":"-----BEGIN CERTIFICATE-----…"}}
   * @throws Fault RG-SITE-014 if it is none, or not valid now; (as failure) if there are four;
   *     RG-SITE-003
   */
  Uni<List<Listed>> add(String site, JsonNode request) {
    String thumbprint = ClientCertificate.thumbprint(read(request));
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(KNOWN, String.class)
                .setParameter("site", site)
                .getResultList()
                .invoke(
                    found -> {
                      if (found.isEmpty()) {
                        throw RegistryCode.SITE_UNKNOWN.with();
                      }
                    })
                .flatMap(found -> thumbprints(session, site))
                .invoke(
                    known -> {
                      if (known.size() >= MOST && !known.contains(thumbprint)) {
                        throw unusable(new Phrase("there are four already", "已有四个"));
                      }
                    })
                .flatMap(
                    known ->
                        session
                            .createNativeQuery(ADD)
                            .setParameter("site", site)
                            .setParameter("thumbprint", thumbprint)
                            .setParameter("at", clock.instant())
                            .executeUpdate())
                .flatMap(done -> thumbprints(session, site))
                .map(now -> now.stream().map(Listed::new).toList()));
  }

  /** Removes one: what was obtained with it is refused from now on. */
  Uni<List<Listed>> remove(String site, String thumbprint) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(REMOVE)
                .setParameter("site", site)
                .setParameter("thumbprint", thumbprint)
                .executeUpdate()
                .flatMap(done -> thumbprints(session, site))
                .map(now -> now.stream().map(Listed::new).toList()));
  }

  private X509Certificate read(JsonNode request) {
    String pem = request == null ? "" : request.path("certificate").asText("");
    if (pem.isEmpty() || pem.length() > LONGEST_PEM) {
      throw unusable(new Phrase("it is missing or too long", "缺失或过长"));
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      certificate.checkValidity(Date.from(clock.instant()));
      return certificate;
    } catch (CertificateException e) {
      throw RegistryCode.CERTIFICATE_UNUSABLE.with(
          e,
          Fault.safe(
              "reason",
              new Phrase(
                  "it is no X.509 certificate in PEM, or not valid today",
                  "不是 PEM 格式的 X.509 证书，或今日无效")));
    }
  }

  private static Uni<List<String>> thumbprints(Mutiny.Session session, String site) {
    return session.createNativeQuery(ALL, String.class).setParameter("site", site).getResultList();
  }

  private static Fault unusable(Phrase reason) {
    return RegistryCode.CERTIFICATE_UNUSABLE.with(Fault.safe("reason", reason));
  }
}
