package org.therafed.runtime.login.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser keeps, sealed, while its person is at the provider: 256 random bits each.
 *
 * @param state comes back with the browser
 * @param nonce comes back in the ID token
 * @param verifier proves to the provider that who brings the code also began (RFC 7636)
 */
record SignInState(String state, String nonce, String verifier) {

  private static final int BYTES = 32;
  private static final String PART = "[A-Za-z0-9_-]{43}";

  static SignInState random(SecureRandom random) {
    return new SignInState(part(random), part(random), part(random));
  }

  private static String part(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  /** As {@link #text} wrote it. */
  static Optional<SignInState> parse(String text) {
    if (!text.matches(PART + "\\." + PART + "\\." + PART)) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.", -1);
    return Optional.of(new SignInState(parts[0], parts[1], parts[2]));
  }

  String text() {
    return state + "." + nonce + "." + verifier;
  }

  /** S256 of the verifier. */
  String challenge() {
    return base64(sha256(verifier));
  }

  /** Compares in a time that does not depend on where they differ. */
  static boolean same(String one, String other) {
    return other != null
        && MessageDigest.isEqual(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "SignInState[…]";
  }
}
