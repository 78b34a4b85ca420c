package org.therafed.profiles.distribution;

import static org.therafed.profiles.outcome.Fault.safe;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.therafed.profiles.outcome.Phrase;

/**
 * The public half of the key by which a registry signs packages: Ed25519 (RFC 8032), written as
 * base64 of its SubjectPublicKeyInfo (RFC 8410).
 */
public final class PackageKey {

  private final PublicKey key;

  PackageKey(PublicKey key) {
    this.key = key;
  }

  /**
   * A key from its text.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PACKAGE-007
   */
  public static PackageKey parse(String text) {
    try {
      byte[] encoded = Base64.getDecoder().decode(text.strip());
      return new PackageKey(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (IllegalArgumentException e) {
      throw PackageCode.KEY.with(e, safe("reason", new Phrase("it is not base64", "不是 base64")));
    } catch (GeneralSecurityException e) {
      throw PackageCode.KEY.with(
          e, safe("reason", new Phrase("it is no public Ed25519 key", "不是 Ed25519 公钥")));
    }
  }

  /** The text that {@link #parse} reads. */
  public String text() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** A short name of the key: the first 16 hexadecimal digits of its SHA-256. */
  public String id() {
    return sha256(key.getEncoded()).substring(0, 16);
  }

  /** Whether a signature over the bytes is of this key. */
  boolean signed(byte[] bytes, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(bytes);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of another length or form is none.
      return false;
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
