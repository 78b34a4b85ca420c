package org.therafed.gateway.forward.http;

import static org.therafed.profiles.outcome.Fault.safe;

import com.nimbusds.jose.jwk.ECKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.forward.http.RegistryClient.KeyAnswer;

/**
 * Replaces the site's signing key without a pause: the next key is made and registered beside the
 * present one, tried, then used; only then the registry drops the one before. Whatever a crash or a
 * registry that is away leaves undone, the same call goes on with; until the last step the registry
 * knows both keys.
 */
@Singleton
public class KeyRotation {

  private static final Logger LOG = Logger.getLogger(KeyRotation.class);

  private final SiteCredential credential;
  private final RegistryClient registry;
  private final RegistryAccess access;

  @Inject
  public KeyRotation(SiteCredential credential, RegistryClient registry, RegistryAccess access) {
    this.credential = credential;
    this.registry = registry;
    this.access = access;
  }

  /** How far a change of the key has come. */
  public enum Step {
    /** One key, which the registry was given at registration or by a change. */
    DONE,
    /** There is a next key that is not in use yet. */
    NEXT_MADE,
    /** The new key is in use; the registry may still have the one before. */
    PREVIOUS_LEFT
  }

  /** How far a change has come. */
  public Step step() {
    if (credential.files().previous().isPresent()) {
      return Step.PREVIOUS_LEFT;
    }
    return credential.files().next().isPresent() ? Step.NEXT_MADE : Step.DONE;
  }

  /**
   * Replaces the key, or goes on with a replacement that has begun.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-SIGN-001 if the registry did not take a step;
   *     the key in use is one that it has
   */
  public synchronized void rotate() {
    Optional<ECKey> previous = credential.files().previous();
    if (previous.isPresent() && !previous.get().getKeyID().equals(credential.kid())) {
      drop(previous.get());
      return;
    }
    // A crash within the change left a copy of the key that is still in use.
    credential.files().dropPrevious();
    ECKey next = credential.files().nextMade();
    require(registry.addKey(next));
    require(registry.knowsKey(next));
    ECKey before = credential.files().present();
    credential.promoteNext();
    access.renew();
    LOG.info("stage=forward The new signing key is in use.");
    drop(before);
  }

  private void drop(ECKey before) {
    KeyAnswer answer = registry.removeKey(before.getKeyID());
    if (!answer.isGone()) {
      require(answer);
    }
    credential.files().dropPrevious();
    access.renew();
    LOG.info("stage=forward The registry has dropped the previous signing key.");
  }

  private static void require(KeyAnswer answer) {
    if (!answer.isDone()) {
      throw ForwardCode.SIGNING_KEY.with(safe("status", answer.text()));
    }
  }
}
