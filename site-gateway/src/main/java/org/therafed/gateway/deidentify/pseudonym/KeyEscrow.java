package org.therafed.gateway.deidentify.pseudonym;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.therafed.gateway.fault.KeyCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * The site's keys as a file that only a passphrase opens: what the data-protection officer keeps,
 * and restores a gateway from. The key follows from the passphrase by PBKDF2 with HMAC-SHA-256 and
 * 600,000 iterations.
 *
 * @see <a
 *     href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2">OWASP,
 *     Password Storage</a>
 */
final class KeyEscrow {

  private static final String FORMAT = "therafed-key-escrow-1";
  private static final String DERIVATION = "PBKDF2WithHmacSHA256";
  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;

  private KeyEscrow() {}

  /** The escrow file. */
  static byte[] seal(SiteKeysets keysets, String site, char[] passphrase) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.put("format", FORMAT).put("site", site).put("pseudonymVersions", keysets.versions());
    file.put("derivation", DERIVATION).put("iterations", ITERATIONS);
    file.put("salt", Base64.getEncoder().encodeToString(salt));
    try {
      file.set("keysets", keysets.wrapped(key(passphrase, salt)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has PBKDF2 with HMAC-SHA-256.", e);
    }
    return TransferBundle.bytes(file);
  }

  /**
   * What was in an escrow file.
   *
   * @param withStorage whether the keys of storage were: earlier versions had none
   */
  record Opened(SiteKeysets keysets, boolean withStorage) {

    /** Whether these are the kept keys, as far as the file has them. */
    boolean matches(SiteKeysets kept) {
      return withStorage ? keysets.same(kept) : keysets.sameNames(kept);
    }
  }

  /**
   * What an escrow file holds.
   *
   * @throws Fault GW-KEYS-003 if it is none, or the passphrase is another
   */
  static Opened open(byte[] file, char[] passphrase) {
    try {
      JsonNode json = TransferBundle.readTree(file);
      if (!FORMAT.equals(json.path("format").asText())) {
        throw KeyCode.ESCROW.with();
      }
      byte[] salt = Base64.getDecoder().decode(json.path("salt").asText());
      JsonNode keysets = json.path("keysets");
      return new Opened(
          SiteKeysets.unwrap(keysets, key(passphrase, salt)), StorageKeysets.in(keysets));
    } catch (GeneralSecurityException | IllegalArgumentException | Fault e) {
      // The cause may quote the file.
      throw KeyCode.ESCROW.with();
    }
  }

  private static Aead key(char[] passphrase, byte[] salt) throws GeneralSecurityException {
    PBEKeySpec spec =
        new PBEKeySpec(passphrase, salt, ITERATIONS, KeyEncryption.KEY_BYTES * Byte.SIZE);
    return KeyEncryption.of(
        SecretKeyFactory.getInstance(DERIVATION).generateSecret(spec).getEncoded());
  }
}
