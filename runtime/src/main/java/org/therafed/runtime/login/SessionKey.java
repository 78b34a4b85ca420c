package org.therafed.runtime.login;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.therafed.runtime.KeyFile;

/**
 * Encrypts the session cookie; kept, so that a restart logs nobody out.
 *
 * @param value 32 random bytes, base64
 */
public record SessionKey(String value) {

  /** The key of a data folder, made at first start. */
  public static SessionKey keptIn(Path dataFolder) {
    return new SessionKey(
        KeyFile.readOrCreate(
            dataFolder.resolve("keys").resolve("session.key"),
            () -> {
              byte[] random = new byte[32];
              new SecureRandom().nextBytes(random);
              return Base64.getEncoder().encodeToString(random);
            }));
  }

  @Override
  public String toString() {
    return "SessionKey[…]";
  }
}
