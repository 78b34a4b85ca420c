package org.therafed.registry.access;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Port: the access tokens that this registry has given. */
public interface BearerTokens {

  /** Whether a Bearer token has the form of an access token. */
  boolean isAccessToken(String token);

  /**
   * What a token stands for.
   *
   * @param certificate SHA-256 of the client's TLS certificate, as {@link ClientCertificate} says
   * @throws org.therafed.profiles.outcome.Fault (as failure) RG-ACCESS-002 unless the token is in
   *     force, its site not suspended, and its certificate, if it is bound to one, this one
   */
  Uni<SiteGrant> grant(String token, Optional<String> certificate);
}
