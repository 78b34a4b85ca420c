package org.therafed.profiles.distribution;

import static org.therafed.profiles.outcome.Fault.safe;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.therafed.profiles.outcome.Phrase;

/** The key pair by which a registry signs packages. Its text is a secret. */
public final class PackageSigner {

  private final PrivateKey secret;
  private final PackageKey key;

  private PackageSigner(PrivateKey secret, PackageKey key) {
    this.secret = secret;
    this.key = key;
  }

  /** A new key pair. */
  public static PackageSigner generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new PackageSigner(pair.getPrivate(), new PackageKey(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 15 and later have Ed25519.", e);
    }
  }

  /**
   * A key pair from the text that {@link #secretText} gave.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PACKAGE-007
   */
  public static PackageSigner parse(String secretText) {
    String[] halves = secretText.strip().split(":", -1);
    if (halves.length != 2) {
      throw PackageCode.KEY.with(
          safe("reason", new Phrase("it does not have two halves", "没有两个部分")));
    }
    try {
      byte[] encoded = Base64.getDecoder().decode(halves[0]);
      PrivateKey secret =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new PackageSigner(secret, PackageKey.parse(halves[1]));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw PackageCode.KEY.with(
          safe("reason", new Phrase("it is no Ed25519 key pair", "不是 Ed25519 密钥对")));
    }
  }

  /** Private and public half in base64, for a file that only its owner can read. */
  public String secretText() {
    return Base64.getEncoder().encodeToString(secret.getEncoded()) + ":" + key.text();
  }

  /** The public half. */
  public PackageKey key() {
    return key;
  }

  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("An Ed25519 key signs.", e);
    }
  }
}
