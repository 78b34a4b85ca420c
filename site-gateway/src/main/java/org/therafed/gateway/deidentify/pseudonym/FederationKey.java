package org.therafed.gateway.deidentify.pseudonym;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.therafed.gateway.deidentify.nationalid.NationalId;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.identifier.LinkageToken;

/**
 * The key that all hospitals of a federation share and the registry never has: from it follow the
 * linkage secret of a person and the person's date shift, the same at every hospital.
 */
@Singleton
public class FederationKey {

  private final Optional<byte[]> key;

  @Inject
  public FederationKey(SiteConfig config) {
    this(config.federationKeyFile().filter(f -> !f.isBlank()).map(FederationKey::read));
  }

  FederationKey(Optional<byte[]> key) {
    this.key = key;
  }

  private static byte[] read(String file) {
    try {
      return Base64.getDecoder().decode(Files.readString(Path.of(file)).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the hospital has the key. */
  public boolean present() {
    return key.isPresent();
  }

  /**
   * What a linkage token holds: HMAC-SHA-256 over the token's format, the country and the id, so
   * that neither two countries' ids nor tokens made by other rules are ever the same.
   */
  Optional<byte[]> linkageSecret(NationalId id) {
    return key.map(bytes -> hmac(bytes, LinkageToken.FORMAT + "|" + id.text()));
  }

  /**
   * What the date shift of a person with this national id follows from. Without format and country:
   * that two people move alike harms neither, and with another seed every record of every person
   * would have to be sent again, with a second shift to compare with the first.
   */
  public Optional<byte[]> dateShiftSeed(NationalId id) {
    return key.map(bytes -> hmac(bytes, "date-shift|" + id.value()));
  }

  private static byte[] hmac(byte[] key, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }
}
