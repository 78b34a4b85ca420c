package org.therafed.registry.access.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.access.BearerTokens;
import org.therafed.registry.access.SiteGrant;
import org.therafed.registry.access.SiteProof;
import org.therafed.registry.access.SiteScope;
import org.therafed.registry.fault.RegistryCode;

/**
 * Access tokens: 256 random bits each, of which the database keeps the SHA-256. One ends after five
 * minutes, and at once when its site is suspended, the key is removed by which it was asked for, or
 * its site has registered TLS certificates and it is bound to none of them.
 */
@ApplicationScoped
class AccessTokens implements BearerTokens {

  static final Duration VALIDITY = Duration.ofMinutes(5);

  private static final String PREFIX = "tfa_";
  private static final int BYTES = 32;
  private static final String KEEP =
      "with swept as (delete from access_token where sha256 in (select sha256 from access_token"
          + " where expires_at < cast(cast(:now as text) as timestamptz) limit 100 for update skip"
          + " locked)) insert into access_token (sha256, site, thumbprint, scope, certificate,"
          + " expires_at) values (:sha256, :site, :thumbprint, :scope, nullif(:certificate, ''),"
          + " cast(cast(:expires as text) as timestamptz))";
  private static final String FIND =
      "select t.site, t.scope, coalesce(t.certificate, ''), s.status = 'live' from access_token t join site s on s.id ="
          + " t.site where t.sha256 = :sha256 and s.status <> 'suspended' and t.expires_at >"
          + " cast(cast(:now as text) as timestamptz) and (not exists (select from"
          + " site_certificate c where c.site = t.site) or exists (select from site_certificate c"
          + " where c.site = t.site and c.thumbprint = t.certificate))";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AccessTokens(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * A token for a site that has proved itself.
   *
   * @param certificate the TLS certificate that it is bound to, if the client showed one
   */
  Uni<String> give(SiteProof proof, SiteScope scope, Optional<String> certificate) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant now = clock.instant();
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(KEEP)
                .setParameter("now", now.toString())
                .setParameter("sha256", Sha256.of(token))
                .setParameter("site", proof.site().value())
                .setParameter("thumbprint", proof.key())
                .setParameter("scope", scope.text())
                .setParameter("certificate", certificate.orElse(""))
                .setParameter("expires", now.plus(VALIDITY).toString())
                .executeUpdate()
                .replaceWith(token));
  }

  @Override
  public boolean isAccessToken(String token) {
    return token.startsWith(PREFIX);
  }

  @Override
  public Uni<SiteGrant> grant(String token, Optional<String> certificate) {
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(FIND, Object[].class)
                    .setParameter("sha256", Sha256.of(token))
                    .setParameter("now", clock.instant().toString())
                    .getSingleResultOrNull())
        .map(row -> grant(row, certificate));
  }

  private static SiteGrant grant(Object[] row, Optional<String> certificate) {
    if (row == null) {
      throw refused("the access token is not one in force");
    }
    String bound = (String) row[2];
    if (!bound.isEmpty() && !bound.equals(certificate.orElse(""))) {
      throw refused("the access token is bound to another TLS certificate");
    }
    return new SiteGrant(
        new SiteId((String) row[0]), SiteScope.parse((String) row[1]), (Boolean) row[3]);
  }

  private static Fault refused(String reason) {
    return RegistryCode.TOKEN_INVALID.with(Fault.safe("reason", reason));
  }
}
