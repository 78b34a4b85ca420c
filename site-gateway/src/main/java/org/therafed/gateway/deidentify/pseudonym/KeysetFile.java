package org.therafed.gateway.deidentify.pseudonym;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.therafed.gateway.fault.DeidentifyCode;
import org.therafed.gateway.fault.KeyCode;
import org.therafed.gateway.site.SecretFiles;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * The file of the site's keys in the data folder: owner-only, never in the database, made once,
 * encrypted with a key-encryption key. That one is the operator's where one is given, else a file
 * beside it, which protects against nothing but a copy of this file alone. Whatever cannot be read
 * stops the gateway: with new keys every pseudonym would change.
 */
final class KeysetFile {

  private static final String FORMAT = "therafed-site-keysets-1";

  /** Wrapped by the operator's key-encryption key, or by the one beside it. */
  enum Wrapping {
    GIVEN,
    BESIDE
  }

  private final Path file;
  private final Path beside;
  private final Path former;
  private final List<byte[]> given;

  /**
   * A file.
   *
   * @param folder of keys
   * @param given the operator's key-encryption keys, 32 bytes each: the first wraps, the others may
   *     have wrapped before
   */
  KeysetFile(Path folder, List<byte[]> given) {
    this.file = folder.resolve("site-keysets.json");
    this.beside = folder.resolve("key-encryption.key");
    this.former = folder.resolve("site-hmac.json");
    this.given = List.copyOf(given);
  }

  Wrapping wrapping() {
    return given.isEmpty() ? Wrapping.BESIDE : Wrapping.GIVEN;
  }

  /**
   * The keys: those of the file; else those to be restored; else the one key of a gateway that had
   * no key sets yet; else new ones.
   *
   * @param restored from an escrow file, asked for only where it matters
   * @throws Fault GW-DEID-004, GW-KEYS-001 and -002
   */
  SiteKeysets readOrMake(Optional<Supplier<KeyEscrow.Opened>> restored) {
    try {
      if (Files.exists(file)) {
        SiteKeysets kept = read();
        if (restored.isPresent() && !restored.get().get().matches(kept)) {
          throw KeyCode.PRESENT.with();
        }
        dropFormer(kept);
        return kept;
      }
      if (restored.isPresent()) {
        SiteKeysets keysets = restored.get().get().keysets();
        if (Files.exists(former)
            && !SiteKeysets.ofOne(Files.readString(former)).sameNames(keysets)) {
          throw KeyCode.PRESENT.with();
        }
        write(keysets);
        return keysets;
      }
      SiteKeysets made =
          Files.exists(former)
              ? SiteKeysets.ofOne(Files.readString(former))
              : SiteKeysets.generate();
      write(made);
      dropFormer(made);
      return made;
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(e);
    }
  }

  /** Replaces the keys, whole or not at all. */
  void write(SiteKeysets keysets) {
    try {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("format", FORMAT).put("wrapped", wrapping().name());
      json.set("keysets", keysets.wrapped(wrapsNow()));
      SecretFiles.write(file, new String(TransferBundle.bytes(json), StandardCharsets.UTF_8));
      if (wrapping() == Wrapping.GIVEN) {
        Files.deleteIfExists(beside);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(e);
    }
  }

  private SiteKeysets read() throws IOException, GeneralSecurityException {
    JsonNode json;
    try {
      json = TransferBundle.readTree(Files.readAllBytes(file));
    } catch (Fault e) {
      throw unreadable(e);
    }
    if (!FORMAT.equals(json.path("format").asText())) {
      throw unreadable(null);
    }
    boolean wasGiven = Wrapping.GIVEN.name().equals(json.path("wrapped").asText());
    List<byte[]> keys = wasGiven ? given : List.of(besideKey());
    for (int i = 0; i < keys.size(); i++) {
      try {
        SiteKeysets keysets =
            SiteKeysets.unwrap(json.path("keysets"), KeyEncryption.of(keys.get(i)));
        if (i > 0 || wasGiven == given.isEmpty() || !StorageKeysets.in(json.path("keysets"))) {
          // The operator has given a key-encryption key, or another one, since; or there were no
          // keys of storage yet.
          write(keysets);
        }
        return keysets;
      } catch (GeneralSecurityException e) {
        if (!wasGiven) {
          throw unreadable(e);
        }
      }
    }
    throw KeyCode.ENCRYPTION.with();
  }

  private Aead wrapsNow() throws IOException, GeneralSecurityException {
    if (!given.isEmpty()) {
      return KeyEncryption.of(given.get(0));
    }
    if (!Files.exists(beside)) {
      byte[] random = new byte[KeyEncryption.KEY_BYTES];
      new SecureRandom().nextBytes(random);
      SecretFiles.write(beside, Base64.getEncoder().encodeToString(random));
    }
    return KeyEncryption.of(besideKey());
  }

  private byte[] besideKey() throws IOException {
    try {
      return Base64.getDecoder().decode(Files.readString(beside).strip());
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  /** The plain file of before goes once the new one is on disk; a stop between is made up for. */
  private void dropFormer(SiteKeysets kept) throws IOException, GeneralSecurityException {
    if (!Files.exists(former)) {
      return;
    }
    SiteKeysets one = SiteKeysets.ofOne(Files.readString(former));
    if (!Arrays.equals(one.print(), kept.print())) {
      throw KeyCode.PRESENT.with();
    }
    Files.delete(former);
  }

  private static Fault unreadable(Exception cause) {
    return DeidentifyCode.KEY.with(
        cause, safe("folder", new Phrase("the data folder's keys/", "数据文件夹的 keys/")));
  }
}
