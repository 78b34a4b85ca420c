package org.therafed.gateway.query;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.therafed.evidence.rounds.mask.PairwiseMasks;
import org.therafed.evidence.rounds.mask.SelfMask;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;

/** What this site alone knows of one question; encrypted at rest. */
final class QuestionSecrets {

  private static final String CURVE = "X25519";

  private final PrivateKey maskKey;
  private final byte[] handles;

  /** Seed of this site's own masks, another one in each attempt. */
  private final byte[] self;

  private QuestionSecrets(PrivateKey maskKey, byte[] handles, byte[] self) {
    this.maskKey = maskKey;
    this.handles = handles;
    this.self = self;
  }

  /** X25519, for the masks with each peer. */
  PrivateKey maskKey() {
    return maskKey;
  }

  /** What persons are called in the question. */
  Handles handles() {
    return new Handles(handles);
  }

  /** Fresh ones with the public half of the key. */
  record Made(QuestionSecrets secrets, PublicKey key) {}

  static Made make(SecureRandom random) {
    KeyPair pair = PairwiseMasks.newKeys();
    return new Made(
        new QuestionSecrets(
            pair.getPrivate(), SelfMask.newSecret(random), SelfMask.newSecret(random)),
        pair.getPublic());
  }

  /** The secret of this site's own mask of an attempt. */
  byte[] selfOf(int attempt) {
    try {
      java.security.MessageDigest digest = java.security.MessageDigest.getInstance("SHA-256");
      digest.update(self);
      digest.update((byte) (attempt >>> 24));
      digest.update((byte) (attempt >>> 16));
      digest.update((byte) (attempt >>> 8));
      digest.update((byte) attempt);
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  String sealed(Transaction tx, String question) {
    Base64.Encoder text = Base64.getEncoder();
    return tx.seal(
        text.encodeToString(maskKey.getEncoded())
            + " "
            + text.encodeToString(handles)
            + " "
            + text.encodeToString(self),
        place(question));
  }

  static QuestionSecrets opened(Transaction tx, String question, String sealed) {
    String[] parts = tx.open(sealed, place(question)).split(" ", -1);
    Base64.Decoder bytes = Base64.getDecoder();
    try {
      return new QuestionSecrets(
          KeyFactory.getInstance(CURVE)
              .generatePrivate(new PKCS8EncodedKeySpec(bytes.decode(parts[0]))),
          bytes.decode(parts[1]),
          bytes.decode(parts[2]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("It was such a key when it was sealed.", e);
    }
  }

  private static Place place(String question) {
    return Place.of("query_question", "secrets", question);
  }

  /**
   * A public key of a peer.
   *
   * @throws IllegalArgumentException if it is none
   */
  static PublicKey publicKey(String base64) {
    try {
      return KeyFactory.getInstance(CURVE)
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("It is no X25519 key.", e);
    }
  }
}
