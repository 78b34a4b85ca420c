package org.therafed.registry.ingest.linkage;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.therafed.profiles.identifier.PersonKey;
import org.therafed.runtime.KeyFile;

/** The registry's own keyed hash of a person. */
final class PersonHmac {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private PersonHmac(SecretKeySpec key) {
    this.key = key;
  }

  static PersonHmac keptIn(Path folder) {
    String text =
        KeyFile.readOrCreate(
            folder.resolve("person-v1.key"),
            () -> {
              byte[] random = new byte[32];
              new SecureRandom().nextBytes(random);
              return Base64.getEncoder().encodeToString(random);
            });
    return new PersonHmac(new SecretKeySpec(Base64.getDecoder().decode(text.strip()), ALGORITHM));
  }

  PersonKey of(byte[] token) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return new PersonKey(HexFormat.of().formatHex(mac.doFinal(token)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every Java runtime.", e);
    }
  }
}
