package org.therafed.gateway.deidentify.pseudonym;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.therafed.gateway.fault.KeyCode;
import org.therafed.gateway.site.Secrets;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Fault;

/** Keeps the site's keys: reads them at start, adds a version, hands out the escrow file. */
@Singleton
public class KeyCustody {

  private static final int PRINT_BYTES = 8;

  private final String site;
  private final KeysetFile file;
  private final Optional<char[]> passphrase;
  private volatile SiteKeysets keysets;

  @Inject
  public KeyCustody(Site site, Secrets secrets) {
    this(
        site.id(),
        site.folder("keys"),
        secrets.keyEncryptionKeys().stream().map(Base64.getDecoder()::decode).toList(),
        secrets.escrowPassphrase().map(String::toCharArray),
        secrets.escrowRestoreFile());
  }

  KeyCustody(
      String site,
      Path folder,
      List<byte[]> keyEncryptionKeys,
      Optional<char[]> passphrase,
      Optional<Path> restore) {
    this.site = site;
    this.file = new KeysetFile(folder, keyEncryptionKeys);
    this.passphrase = passphrase;
    this.keysets = file.readOrMake(restore.map(from -> () -> opened(from)));
  }

  private KeyEscrow.Opened opened(Path escrow) {
    Supplier<Fault> unusable = KeyCode.ESCROW::with;
    try {
      return KeyEscrow.open(Files.readAllBytes(escrow), passphrase.orElseThrow(unusable));
    } catch (IOException e) {
      throw unusable.get();
    }
  }

  SiteKeysets keysets() {
    return keysets;
  }

  /**
   * How many versions there are for pseudonyms; the last is the one that new ones are made with.
   */
  public int versions() {
    return keysets.versions();
  }

  /** {@code given} if the operator's key-encryption key wraps the keys, else {@code beside}. */
  public String wrapping() {
    return file.wrapping().name().toLowerCase(Locale.ROOT);
  }

  /** Whether there is a passphrase for the escrow file. */
  public boolean escrowable() {
    return passphrase.isPresent();
  }

  /** Sixteen hexadecimal digits that are others for other keys, whatever versions were added. */
  public String print() {
    return HexFormat.of().formatHex(keysets.print(), 0, PRINT_BYTES);
  }

  /**
   * Adds a version for pseudonyms and for storage, on disk before it is used; answers its number.
   */
  public synchronized int rotate() {
    try {
      SiteKeysets rotated = keysets.rotated();
      file.write(rotated);
      keysets = rotated;
      return rotated.versions();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key for HMAC-SHA-256 can be made.", e);
    }
  }

  /**
   * The keys as a file that the configured passphrase opens.
   *
   * @throws Fault GW-KEYS-004 if none is configured
   */
  public byte[] escrow() {
    return KeyEscrow.seal(keysets, site, passphrase.orElseThrow(KeyCode.NO_PASSPHRASE::with));
  }
}
