package org.therafed.gateway.deidentify.pseudonym;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * The site's keys, HMAC-SHA-256 each, apart by what they are for: pseudonyms of patients, of which
 * there are as many versions as there were rotations, oldest first; ids of other records; shifts of
 * dates; and the keys of what is kept here. Immutable.
 */
final class SiteKeysets {

  private static final String PATIENTS = "pseudonym";
  private static final String RECORDS = "record";
  private static final String SHIFTS = "dateShift";
  private static final int PRF_BYTES = 32;

  private final KeysetHandle patients;
  private final KeysetHandle records;
  private final KeysetHandle shifts;
  private final StorageKeysets storage;
  private final List<Prf> patientPrfs;
  private final Prf recordPrf;
  private final Prf shiftPrf;

  private SiteKeysets(
      KeysetHandle patients, KeysetHandle records, KeysetHandle shifts, StorageKeysets storage)
      throws GeneralSecurityException {
    this.patients = patients;
    this.records = records;
    this.shifts = shifts;
    this.storage = storage;
    this.patientPrfs = prfs(patients);
    this.recordPrf = prfs(records).get(0);
    this.shiftPrf = prfs(shifts).get(0);
  }

  /** New keys. */
  static SiteKeysets generate() throws GeneralSecurityException {
    PrfConfig.register();
    return new SiteKeysets(fresh(), fresh(), fresh(), StorageKeysets.generate());
  }

  /** One key for everything, as gateways had before there were key sets. */
  static SiteKeysets ofOne(String keyset) throws GeneralSecurityException {
    PrfConfig.register();
    KeysetHandle one = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
    return new SiteKeysets(one, one, one, StorageKeysets.generate());
  }

  /** With one more version for pseudonyms and for storage, which new ones are made with. */
  SiteKeysets rotated() throws GeneralSecurityException {
    KeysetHandle more =
        KeysetHandle.newBuilder(patients)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                    .withRandomId()
                    .makePrimary())
            .build();
    return new SiteKeysets(more, records, shifts, storage.rotated());
  }

  /** How many versions there are for pseudonyms; the last is the current one. */
  int versions() {
    return patientPrfs.size();
  }

  /**
   * 32 bytes for a pseudonym.
   *
   * @param version from 1
   */
  byte[] patient(int version, String message) {
    return compute(patientPrfs.get(version - 1), message);
  }

  byte[] record(String message) {
    return compute(recordPrf, message);
  }

  byte[] shift(String message) {
    return compute(shiftPrf, message);
  }

  /**
   * Tells key sets apart without saying anything of them: versions that came later do not count.
   */
  byte[] print() {
    HexFormat hex = HexFormat.of();
    return shift(
        "key-check|" + hex.formatHex(patient(1, "key-check")) + hex.formatHex(record("key-check")));
  }

  /** The keys of what is kept here. */
  StorageKeysets storage() {
    return storage;
  }

  /** Whether both hold the same keys in the same order. */
  boolean same(SiteKeysets other) {
    return storage.same(other.storage) && sameNames(other);
  }

  /** The same, but for the keys of storage: gateways of earlier versions had none. */
  boolean sameNames(SiteKeysets other) {
    return patients.equalsKeyset(other.patients)
        && records.equalsKeyset(other.records)
        && shifts.equalsKeyset(other.shifts);
  }

  /** As JSON, each key set encrypted with a key-encryption key and bound to what it is for. */
  ObjectNode wrapped(Aead kek) throws GeneralSecurityException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set(PATIENTS, wrapped(patients, kek, PATIENTS));
    json.set(RECORDS, wrapped(records, kek, RECORDS));
    json.set(SHIFTS, wrapped(shifts, kek, SHIFTS));
    storage.wrapInto(json, kek);
    return json;
  }

  /**
   * Reads what {@link #wrapped(Aead)} wrote; where it has no keys of storage, new ones are made.
   */
  static SiteKeysets unwrap(JsonNode json, Aead kek) throws GeneralSecurityException {
    PrfConfig.register();
    return new SiteKeysets(
        unwrap(json, kek, PATIENTS),
        unwrap(json, kek, RECORDS),
        unwrap(json, kek, SHIFTS),
        StorageKeysets.in(json) ? StorageKeysets.unwrap(json, kek) : StorageKeysets.generate());
  }

  static JsonNode wrapped(KeysetHandle keyset, Aead kek, String purpose)
      throws GeneralSecurityException {
    String text = TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keyset, kek, boundTo(purpose));
    return TransferBundle.readTree(text.getBytes(StandardCharsets.UTF_8));
  }

  static KeysetHandle unwrap(JsonNode json, Aead kek, String purpose)
      throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
        json.path(purpose).toString(), kek, boundTo(purpose));
  }

  private static byte[] boundTo(String purpose) {
    return ("therafed-site-keyset|" + purpose).getBytes(StandardCharsets.UTF_8);
  }

  private static KeysetHandle fresh() throws GeneralSecurityException {
    return KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF);
  }

  private static List<Prf> prfs(KeysetHandle keyset) throws GeneralSecurityException {
    PrfSet set = keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    List<Prf> prfs = new ArrayList<>();
    for (int i = 0; i < keyset.size(); i++) {
      prfs.add(set.getPrfs().get(keyset.getAt(i).getId()));
    }
    return List.copyOf(prfs);
  }

  private static byte[] compute(Prf prf, String message) {
    try {
      return prf.compute(message.getBytes(StandardCharsets.UTF_8), PRF_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 yields 32 bytes.", e);
    }
  }

  @Override
  public String toString() {
    return "SiteKeysets[" + versions() + "]";
  }
}
