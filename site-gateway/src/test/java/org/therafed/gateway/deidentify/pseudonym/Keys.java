package org.therafed.gateway.deidentify.pseudonym;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Keys for tests of other packages. */
public final class Keys {

  private Keys() {}

  /** The site key of a folder, made if it is new. */
  public static Pseudonyms site(Path folder) {
    return new Pseudonyms(KeyFiles.sitePrf(folder));
  }

  /** A federation key of one repeated byte. */
  public static FederationKey federation(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return new FederationKey(Optional.of(key));
  }

  /** No federation key. */
  public static FederationKey noFederation() {
    return new FederationKey(Optional.empty());
  }
}
