package org.therafed.gateway.deidentify.pseudonym;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.therafed.gateway.fault.DeidentifyCode;
import org.therafed.gateway.site.SecretFiles;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.identifier.LinkageToken;

/**
 * Makes the token by which the registry sees that two hospitals speak of one person: the keyed
 * national id, encrypted to the registry. Every token differs; only the registry sees that two are
 * of one person, and nobody without the federation key can make one.
 */
@Singleton
public class LinkageTokens {

  /** As many as the keyed national id has. */
  private static final int SECRET_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final FederationKey federation;
  private final Path cache;
  private volatile HybridEncrypt registry;

  @Inject
  public LinkageTokens(Site site, FederationKey federation) {
    this.federation = federation;
    this.cache = site.folder("registry").resolve("linkage-key.json");
    if (Files.exists(cache)) {
      try {
        registry = parse(Files.readString(cache));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Takes the registry's public key set and keeps it on disk.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-DEID-005 if it is none
   */
  public void registryKey(String publicKeyset) {
    HybridEncrypt parsed = parse(publicKeyset);
    try {
      SecretFiles.write(cache, publicKeyset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    registry = parsed;
  }

  private static HybridEncrypt parse(String publicKeyset) {
    try {
      HybridConfig.register();
      KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(publicKeyset);
      return handle.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    } catch (GeneralSecurityException e) {
      throw DeidentifyCode.LINKAGE.with(e);
    }
  }

  /** Whether tokens are to be made, but the registry's key is not known yet. */
  public boolean waitsForRegistry() {
    return federation.present() && registry == null;
  }

  /** Whether the registry's key is needed at all. */
  public boolean wanted() {
    return federation.present();
  }

  /** The person's token; empty without an id that may link, or without federation key. */
  public Optional<LinkageToken> of(Subject subject) {
    return subject.nationalId().flatMap(federation::linkageSecret).map(this::seal);
  }

  /**
   * A token of nobody, as long as any other and not to be told from one: what is in it is random.
   * Empty while no tokens are made.
   */
  public Optional<LinkageToken> decoy() {
    if (registry == null || !federation.present()) {
      return Optional.empty();
    }
    byte[] nobody = new byte[SECRET_BYTES];
    random.nextBytes(nobody);
    return Optional.of(seal(nobody));
  }

  private LinkageToken seal(byte[] secret) {
    HybridEncrypt encrypt = registry;
    if (encrypt == null) {
      throw DeidentifyCode.LINKAGE.with();
    }
    try {
      byte[] sealed = encrypt.encrypt(secret, LinkageToken.context());
      return new LinkageToken(Base64.getEncoder().encodeToString(sealed));
    } catch (GeneralSecurityException e) {
      throw DeidentifyCode.LINKAGE.with(e);
    }
  }
}
