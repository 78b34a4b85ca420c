package org.therafed.registry.ingest.linkage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.therafed.profiles.identifier.LinkageToken;
import org.therafed.profiles.identifier.PersonKey;
import org.therafed.registry.settings.RegistryConfig;
import org.therafed.runtime.KeyFile;

/**
 * Opens linkage tokens and turns what is inside into the registry's own key of a person, {@code
 * HMAC-SHA-256(personKey, token)}. Only that is kept: a site cannot compute it, and the registry
 * cannot get back to the national id.
 */
@ApplicationScoped
public class LinkageKeys {

  private final KeysetHandle keyset;
  private final HybridDecrypt decrypt;
  private final PersonHmac personHmac;

  LinkageKeys(RegistryConfig config) throws GeneralSecurityException {
    HybridConfig.register();
    Path folder = config.dataDir().resolve("keys");
    keyset =
        TinkJsonProtoKeysetFormat.parseKeyset(
            KeyFile.readOrCreate(folder.resolve("linkage.keyset.json"), LinkageKeys::newKeyset),
            InsecureSecretKeyAccess.get());
    decrypt = keyset.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    personHmac = PersonHmac.keptIn(folder);
  }

  /** The public half, as gateways use it to encrypt. */
  public JsonNode publicKeyset() {
    try {
      String json =
          TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keyset.getPublicKeysetHandle());
      return new ObjectMapper().readTree(json);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The linkage keyset has no public half.", e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The person's key; empty if the token cannot be opened with a key of this registry, or is of
   * another format.
   */
  public Optional<PersonKey> open(LinkageToken token) {
    try {
      byte[] inside =
          decrypt.decrypt(Base64.getDecoder().decode(token.value()), LinkageToken.context());
      return Optional.of(personHmac.of(inside));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String newKeyset() {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(
              PredefinedHybridParameters.ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM),
          InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No linkage keyset can be made.", e);
    }
  }
}
