package org.therafed.registry.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.access.Caller;
import org.therafed.registry.access.RegisteredCertificates;
import org.therafed.registry.access.Signatures;
import org.therafed.registry.access.SiteKeys;
import org.therafed.registry.access.SiteProof;
import org.therafed.registry.fault.RegistryCode;

/**
 * Finds out whether an assertion is by the site that it names, and used for the first time. The
 * refusal is one and the same whatever the reason, so that nobody learns which sites and keys there
 * are; the log has the reason, under the instance that the answer shows.
 */
@ApplicationScoped
class ClientAssertions {

  private static final Logger LOG = Logger.getLogger(ClientAssertions.class);

  private final SiteKeys keys;
  private final RegisteredCertificates certificates;
  private final UsedAssertions used;
  private final Caller caller;

  ClientAssertions(
      SiteKeys keys, RegisteredCertificates certificates, UsedAssertions used, Caller caller) {
    this.keys = keys;
    this.certificates = certificates;
    this.used = used;
    this.caller = caller;
  }

  /**
   * The site that signed.
   *
   * @param certificate the TLS certificate of the connection, as {@link
   *     org.therafed.registry.access.ClientCertificate} says
   * @throws Fault (as failure) RG-TOKEN-005 if none did
   */
  Uni<SiteProof> authenticate(ClientAssertion assertion, Optional<String> certificate) {
    return keys.keysOf(assertion.site().value())
        .call(known -> requireCertificate(assertion, certificate))
        .flatMap(
            known -> {
              JWK key = signer(assertion, known.keys());
              return used.isFirstUse(assertion.site(), assertion.jti(), forget(assertion))
                  .map(
                      first -> {
                        if (!first) {
                          throw refused("replayed");
                        }
                        return new SiteProof(assertion.site(), thumbprint(key), known.live());
                      });
            });
  }

  private Uni<Void> requireCertificate(ClientAssertion assertion, Optional<String> certificate) {
    return certificates
        .of(assertion.site().value())
        .invoke(
            registered -> {
              if (!registered.isEmpty() && !registered.contains(certificate.orElse(""))) {
                throw refused("certificate");
              }
            })
        .replaceWithVoid();
  }

  private JWK signer(ClientAssertion assertion, List<JWK> known) {
    if (known.isEmpty()) {
      throw refused("no-such-site");
    }
    caller.claim(assertion.site());
    String kid = assertion.jwt().getHeader().getKeyID();
    if (known.stream().noneMatch(key -> kid.equals(key.getKeyID()))) {
      throw refused("unknown-kid");
    }
    Optional<JWK> signer = Signatures.signer(assertion.jwt(), known);
    return signer.orElseThrow(() -> refused("signature"));
  }

  private static Instant forget(ClientAssertion assertion) {
    return assertion.expires().plus(ClientAssertion.CLOCK_DIFFERENCE);
  }

  private static String thumbprint(JWK key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Fault refused(String why) {
    Fault fault = RegistryCode.CLIENT_UNKNOWN.with();
    LOG.infof("stage=token outcome=refused why=%s instance=%s", why, fault.instance());
    return fault;
  }
}
