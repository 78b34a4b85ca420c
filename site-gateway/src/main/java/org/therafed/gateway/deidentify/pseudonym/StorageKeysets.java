package org.therafed.gateway.deidentify.pseudonym;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * The keys of what is kept at the site: AES-256-GCM for values of the database, AES-256-GCM in
 * segments for files, both in versions of which the last one seals and each one opens; HMAC-SHA-256
 * for what is only compared, which has one version for good, since nothing could be found under
 * another one. Immutable.
 */
final class StorageKeysets {

  private static final String VALUES = "storage";
  private static final String FILES = "storageFiles";
  private static final String LOOKUPS = "storageLookup";
  private static final int PRF_BYTES = 32;

  private static final int KEY_BYTES = 32;

  /** Of a file: what is decrypted at once, and held in memory. */
  private static final int SEGMENT_BYTES = 64 << 10;

  private final KeysetHandle values;
  private final KeysetHandle files;
  private final KeysetHandle lookups;
  private final Aead valueAead;
  private final StreamingAead fileAead;
  private final PrfSet lookupPrf;

  private StorageKeysets(KeysetHandle values, KeysetHandle files, KeysetHandle lookups)
      throws GeneralSecurityException {
    this.values = values;
    this.files = files;
    this.lookups = lookups;
    this.valueAead = values.getPrimitive(RegistryConfiguration.get(), Aead.class);
    this.fileAead = files.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    this.lookupPrf = lookups.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
  }

  private static Parameters segments() throws GeneralSecurityException {
    return AesGcmHkdfStreamingParameters.builder()
        .setKeySizeBytes(KEY_BYTES)
        .setDerivedAesGcmKeySizeBytes(KEY_BYTES)
        .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
        .setCiphertextSegmentSizeBytes(SEGMENT_BYTES)
        .build();
  }

  private static void register() throws GeneralSecurityException {
    AeadConfig.register();
    StreamingAeadConfig.register();
    PrfConfig.register();
  }

  /** New keys. */
  static StorageKeysets generate() throws GeneralSecurityException {
    register();
    return new StorageKeysets(
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
        KeysetHandle.generateNew(segments()),
        KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF));
  }

  /** With one more version that seals. */
  StorageKeysets rotated() throws GeneralSecurityException {
    return new StorageKeysets(
        more(values, PredefinedAeadParameters.AES256_GCM), more(files, segments()), lookups);
  }

  private static KeysetHandle more(KeysetHandle keyset, Parameters parameters)
      throws GeneralSecurityException {
    return KeysetHandle.newBuilder(keyset)
        .addEntry(KeysetHandle.generateEntryFromParameters(parameters).withRandomId().makePrimary())
        .build();
  }

  Aead values() {
    return valueAead;
  }

  StreamingAead files() {
    return fileAead;
  }

  /** 32 bytes that follow from a message. */
  byte[] lookup(String message) throws GeneralSecurityException {
    return lookupPrf.computePrimary(message.getBytes(StandardCharsets.UTF_8), PRF_BYTES);
  }

  boolean same(StorageKeysets other) {
    return values.equalsKeyset(other.values)
        && files.equalsKeyset(other.files)
        && lookups.equalsKeyset(other.lookups);
  }

  void wrapInto(ObjectNode json, Aead kek) throws GeneralSecurityException {
    json.set(VALUES, SiteKeysets.wrapped(values, kek, VALUES));
    json.set(FILES, SiteKeysets.wrapped(files, kek, FILES));
    json.set(LOOKUPS, SiteKeysets.wrapped(lookups, kek, LOOKUPS));
  }

  /** Whether a file of keys has some for storage: files of earlier versions do not. */
  static boolean in(JsonNode json) {
    return json.has(VALUES) || json.has(FILES) || json.has(LOOKUPS);
  }

  static StorageKeysets unwrap(JsonNode json, Aead kek) throws GeneralSecurityException {
    register();
    return new StorageKeysets(
        SiteKeysets.unwrap(json, kek, VALUES),
        SiteKeysets.unwrap(json, kek, FILES),
        SiteKeysets.unwrap(json, kek, LOOKUPS));
  }

  /** Without keys, for logs. */
  @Override
  public String toString() {
    return "StorageKeysets[" + values.size() + "]";
  }
}
