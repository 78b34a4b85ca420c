package org.therafed.gateway.deidentify.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Place;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.TransferBundle;

class KeyCustodyTest {

  private static final Subject ANNA = new Subject("urn:a", "1", Optional.empty());
  private static final Subject ANNA_LATER = new Subject("urn:a", "1", Optional.empty(), 2);
  private static final byte[] OPERATORS = bytes(1);
  private static final byte[] OTHER = bytes(2);

  @TempDir Path folder;

  private static byte[] bytes(int value) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, (byte) value);
    return key;
  }

  private KeyCustody wrappedBy(byte[]... keys) {
    return new KeyCustody("site-a", keys(), List.of(keys), Optional.empty(), Optional.empty());
  }

  private static KeyCustody escrowed(Path keys, Optional<Path> restore, String passphrase) {
    return new KeyCustody(
        "site-a", keys, List.of(), Optional.of(passphrase.toCharArray()), restore);
  }

  private Path keys() {
    return folder.resolve("keys");
  }

  private Path file() {
    return keys().resolve("site-keysets.json");
  }

  private static String anna(KeyCustody custody) {
    return new Pseudonyms(custody).patient(ANNA).value();
  }

  /** The key of a gateway of before, and its bytes. */
  @AccessesPartialKey
  private byte[] formerKey() throws Exception {
    PrfConfig.register();
    KeysetHandle made = KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF);
    Files.createDirectories(keys());
    Files.writeString(
        keys().resolve("site-hmac.json"),
        TinkJsonProtoKeysetFormat.serializeKeyset(made, InsecureSecretKeyAccess.get()));
    return ((HmacPrfKey) made.getPrimary().getKey())
        .getKeyBytes()
        .toByteArray(InsecureSecretKeyAccess.get());
  }

  private static String hmac(byte[] key, String message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aGatewayOfBeforeKeepsEveryPseudonymIdUidAndShift() throws Exception {
    byte[] key = formerKey();
    Pseudonyms site = new Pseudonyms(Keys.custody(keys()));
    assertThat(site.patient(ANNA).value()).isEqualTo(hmac(key, "patient|urn:a|1").substring(0, 40));
    assertThat(site.record("Observation", "7").value())
        .isEqualTo(hmac(key, "Observation|site|7").substring(0, 40));
    assertThat(site.value("Procedure.identifier", "7").value())
        .isEqualTo(hmac(key, "identifier|Procedure.identifier|7").substring(0, 40));
    assertThat(HexFormat.of().formatHex(site.dateShift("date-shift|urn:a|1")))
        .isEqualTo(hmac(key, "date-shift|urn:a|1"));
    assertThat(keys().resolve("site-hmac.json")).doesNotExist();
    assertThat(Keys.site(keys()).patient(ANNA)).isEqualTo(site.patient(ANNA));
  }

  @Test
  void aStopBetweenTheNewFileAndTheEndOfTheFormerIsMadeUpFor() throws Exception {
    formerKey();
    String former = Files.readString(keys().resolve("site-hmac.json"));
    String pseudonym = anna(Keys.custody(keys()));
    Files.writeString(keys().resolve("site-hmac.json"), former);
    assertThat(anna(Keys.custody(keys()))).isEqualTo(pseudonym);
    assertThat(keys().resolve("site-hmac.json")).doesNotExist();
  }

  @Test
  void aFormerFileOfOtherKeysIsNeitherTakenNorRemoved() throws Exception {
    Keys.custody(keys());
    formerKey();
    assertThatThrownBy(() -> Keys.custody(keys())).hasMessageStartingWith("GW-KEYS-002");
    assertThat(keys().resolve("site-hmac.json")).exists();
  }

  @Test
  void filesAreOfTheirOwnerOnlyAndHoldNoPlainKeySet() throws Exception {
    wrappedBy(OPERATORS);
    assertThat(keys().resolve("key-encryption.key")).doesNotExist();
    assertThat(Files.readString(file())).contains("encryptedKeyset").doesNotContain("\"keyData\"");
    try (Stream<Path> files = Files.list(keys())) {
      assertThat(files)
          .extracting(one -> PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
          .containsOnly("rw-------");
    }
  }

  @Test
  void withoutTheOperatorsKeyOrWithAnotherNothingIsReadOrMade() throws Exception {
    wrappedBy(OPERATORS);
    String before = Files.readString(file());
    assertThatThrownBy(() -> wrappedBy()).hasMessageStartingWith("GW-KEYS-001");
    assertThatThrownBy(() -> wrappedBy(OTHER))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("GW-KEYS-001");
    assertThat(Files.readString(file())).isEqualTo(before);
  }

  @Test
  void anOperatorsKeyThatComesLaterWrapsTheSameKeysAnew() {
    String pseudonym = anna(wrappedBy());
    assertThat(anna(wrappedBy(OPERATORS))).isEqualTo(pseudonym);
    assertThat(keys().resolve("key-encryption.key")).doesNotExist();
    assertThat(anna(wrappedBy(OTHER, OPERATORS))).isEqualTo(pseudonym);
    assertThat(anna(wrappedBy(OTHER))).isEqualTo(pseudonym);
    assertThatThrownBy(() -> wrappedBy(OPERATORS)).hasMessageStartingWith("GW-KEYS-001");
  }

  @Test
  void keySetsOfTwoPurposesCannotChangePlaces() throws Exception {
    Keys.custody(keys());
    String text = Files.readString(file());
    Files.writeString(
        file(),
        text.replace("\"record\"", "\"x\"")
            .replace("\"dateShift\"", "\"record\"")
            .replace("\"x\"", "\"dateShift\""));
    assertThatThrownBy(() -> Keys.custody(keys())).hasMessageStartingWith("GW-DEID-004");
  }

  @Test
  void anotherVersionChangesNothingOfTheVersionsBeforeAndIsThereAfterARestart() {
    KeyCustody custody = Keys.custody(keys());
    Pseudonyms site = new Pseudonyms(custody);
    String pseudonym = site.patient(ANNA).value();
    String record = site.record("Observation", "7").value();
    String print = custody.print();
    assertThat(custody.rotate()).isEqualTo(2);
    String later = site.patient(ANNA_LATER).value();
    Pseudonyms restarted = Keys.site(keys());
    assertThat(restarted.patient(ANNA).value()).isEqualTo(pseudonym).isNotEqualTo(later);
    assertThat(restarted.patient(ANNA_LATER).value()).isEqualTo(later);
    assertThat(restarted.record("Observation", "7").value()).isEqualTo(record);
    assertThat(Keys.custody(keys()).print()).isEqualTo(print);
  }

  @Test
  void theEscrowFileRestoresAllVersionsAndHoldsNoPlainKeySet() throws Exception {
    String passphrase = "correct horse battery";
    KeyCustody lost = escrowed(keys(), Optional.empty(), passphrase);
    lost.rotate();
    Path escrow = folder.resolve("escrow.json");
    Files.write(escrow, lost.escrow());
    assertThat(Files.readString(escrow)).doesNotContain("\"keyData\"");

    Path anew = folder.resolve("anew");
    KeyCustody restored = escrowed(anew, Optional.of(escrow), passphrase);
    assertThat(restored.versions()).isEqualTo(2);
    assertThat(new Pseudonyms(restored).patient(ANNA_LATER))
        .isEqualTo(new Pseudonyms(lost).patient(ANNA_LATER));
    assertThat(anna(restored)).isEqualTo(anna(lost));
    assertThat(restored.print()).isEqualTo(lost.print());
    // The setting may stay for further starts.
    assertThat(anna(escrowed(anew, Optional.of(escrow), passphrase))).isEqualTo(anna(lost));
  }

  @Test
  void anotherPassphraseOpensNothingAndOtherKeysAreNotOverwritten() throws Exception {
    KeyCustody lost = escrowed(keys(), Optional.empty(), "correct horse battery");
    Path escrow = folder.resolve("escrow.json");
    Files.write(escrow, lost.escrow());
    Path anew = folder.resolve("anew");
    assertThatThrownBy(() -> escrowed(anew, Optional.of(escrow), "another passphrase"))
        .hasMessageStartingWith("GW-KEYS-003");
    assertThat(anew.resolve("site-keysets.json")).doesNotExist();

    Path others = folder.resolve("others");
    String pseudonym = anna(Keys.custody(others));
    assertThatThrownBy(() -> escrowed(others, Optional.of(escrow), "correct horse battery"))
        .hasMessageStartingWith("GW-KEYS-002");
    assertThat(anna(Keys.custody(others))).isEqualTo(pseudonym);
    assertThatThrownBy(Keys.custody(others)::escrow).hasMessageStartingWith("GW-KEYS-004");
  }

  @Test
  void whatIsNoEscrowFileRestoresNothing() throws Exception {
    Path escrow = folder.resolve("escrow.json");
    for (String text :
        List.of("", "[]", "{\"format\":\"therafed-key-escrow-1\",\"salt\":\"*\"}", "\u0000")) {
      Files.writeString(escrow, text);
      assertThatThrownBy(() -> escrowed(keys(), Optional.of(escrow), "correct horse battery"))
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith("GW-KEYS-003");
    }
  }

  private static final Place ROW = Place.of("arrival", "content", "7");

  private static byte[] sealed(KeyCustody custody) {
    return new StorageSealing(custody).seal("Anna".getBytes(StandardCharsets.UTF_8), ROW);
  }

  private static String opened(KeyCustody custody, byte[] sealed, Place place) {
    return new String(new StorageSealing(custody).open(sealed, place), StandardCharsets.UTF_8);
  }

  @Test
  void whatAnEarlierVersionSealedIsReadAfterARotationARestartAndARestore() throws Exception {
    KeyCustody first = escrowed(keys(), Optional.empty(), "correct horse battery");
    byte[] before = sealed(first);
    String lookup = new StorageSealing(first).lookup(Lookup.PATIENT_ID, "Anna");
    first.rotate();
    byte[] after = sealed(first);
    Path escrow = folder.resolve("escrow.json");
    Files.write(escrow, first.escrow());
    KeyCustody restored =
        escrowed(folder.resolve("anew"), Optional.of(escrow), "correct horse battery");
    for (KeyCustody custody : List.of(first, Keys.custody(keys()), restored)) {
      assertThat(opened(custody, before, ROW)).isEqualTo("Anna");
      assertThat(opened(custody, after, ROW)).isEqualTo("Anna");
      assertThat(new StorageSealing(custody).lookup(Lookup.PATIENT_ID, "Anna")).isEqualTo(lookup);
    }
    assertThat(new StorageSealing(first).lookup(Lookup.FHIR_ID, "Anna")).isNotEqualTo(lookup);
  }

  @Test
  void whatIsSealedOpensInItsPlaceWithItsKeysAndUnchangedOnly() {
    KeyCustody custody = Keys.custody(keys());
    byte[] sealed = sealed(custody);
    assertThatThrownBy(() -> opened(custody, sealed, Place.of("arrival", "content", "8")))
        .hasMessageStartingWith("GW-KEYS-007");
    assertThatThrownBy(() -> opened(Keys.custody(folder.resolve("others")), sealed, ROW))
        .hasMessageStartingWith("GW-KEYS-007");
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> opened(custody, sealed, ROW)).hasMessageStartingWith("GW-KEYS-007");
  }

  @Test
  void aSealedStreamIsReadFromAnyPositionByItsKeysOnly() throws Exception {
    byte[] content = new byte[300_000];
    new Random(7).nextBytes(content);
    StorageSealing sealing = new StorageSealing(Keys.custody(keys()));
    Path file = folder.resolve("object");
    try (OutputStream out = sealing.sealing(Files.newOutputStream(file), ROW)) {
      out.write(content);
    }
    ByteBuffer part = ByteBuffer.allocate(1000);
    try (SeekableByteChannel clear = sealing.opening(Files.newByteChannel(file), ROW)) {
      assertThat(clear.size()).isEqualTo(content.length);
      clear.position(123_456);
      while (part.hasRemaining()) {
        clear.read(part);
      }
    }
    assertThat(part.array()).isEqualTo(Arrays.copyOfRange(content, 123_456, 124_456));
    StorageSealing others = new StorageSealing(Keys.custody(folder.resolve("others")));
    try (SeekableByteChannel sealed = Files.newByteChannel(file)) {
      assertThatThrownBy(() -> others.opening(sealed, ROW)).hasMessageStartingWith("GW-KEYS-007");
    }
  }

  @Test
  void keysOfAVersionWithoutStorageKeysGetSomeAndTheOldEscrowFileStillFits() throws Exception {
    String passphrase = "correct horse battery";
    KeyCustody custody = escrowed(keys(), Optional.empty(), passphrase);
    String pseudonym = anna(custody);
    Path escrow = folder.resolve("escrow.json");
    Files.write(escrow, withoutStorage(custody.escrow()));
    Files.write(file(), withoutStorage(Files.readAllBytes(file())));

    KeyCustody upgraded = escrowed(keys(), Optional.of(escrow), passphrase);
    assertThat(anna(upgraded)).isEqualTo(pseudonym);
    assertThat(Files.readString(file())).contains("\"storage\"", "\"storageLookup\"");
    assertThat(opened(Keys.custody(keys()), sealed(upgraded), ROW)).isEqualTo("Anna");
  }

  private static byte[] withoutStorage(byte[] file) {
    JsonNode json = TransferBundle.readTree(file);
    ((ObjectNode) json.path("keysets")).remove(List.of("storage", "storageFiles", "storageLookup"));
    return TransferBundle.bytes(json);
  }
}
