package org.therafed.gateway.deidentify.pseudonym;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Keys for tests of other packages. */
public final class Keys {

  private Keys() {}

  /** The site key of a folder, made if it is new. */
  public static Pseudonyms site(Path folder) {
    return new Pseudonyms(custody(folder));
  }

  /** The keys of a folder, made if it is new, without the operator's key-encryption key. */
  public static KeyCustody custody(Path folder) {
    return new KeyCustody("site-a", folder, List.of(), Optional.empty(), Optional.empty());
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
