package org.therafed.gateway.deidentify.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.gateway.deidentify.nationalid.NationalId;
import org.therafed.profiles.outcome.Fault;

class PseudonymsTest {

  private static final Subject ANNA = new Subject("urn:a", "1", Optional.empty());

  @Test
  void thePseudonymSurvivesARestart(@TempDir Path folder) {
    Path keys = folder.resolve("keys");
    assertThat(Keys.site(keys).patient(ANNA)).isEqualTo(Keys.site(keys).patient(ANNA));
  }

  @Test
  void anotherSiteHasAnotherPseudonym(@TempDir Path a, @TempDir Path b) {
    assertThat(Keys.site(a.resolve("k")).patient(ANNA))
        .isNotEqualTo(Keys.site(b.resolve("k")).patient(ANNA));
  }

  @Test
  void theSameIdOfAnotherIssuerIsAnotherPerson(@TempDir Path folder) {
    Pseudonyms site = Keys.site(folder.resolve("k"));
    assertThat(site.patient(new Subject("urn:b", "1", Optional.empty())))
        .isNotEqualTo(site.patient(ANNA));
  }

  @Test
  void theKeyFileIsReadableByItsOwnerOnly(@TempDir Path folder) throws IOException {
    Path keys = folder.resolve("k");
    Keys.site(keys);
    Path file = keys.resolve("site-keysets.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedKeyFileIsNeverReplaced(@TempDir Path folder) throws IOException {
    Path keys = folder.resolve("k");
    Keys.site(keys);
    Path file = keys.resolve("site-keysets.json");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> Keys.site(keys))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("GW-DEID-004");
    assertThat(Files.readString(file)).isEqualTo("{}");
  }

  @Test
  void aKeyedUidIsValidAndKeepsEquality(@TempDir Path folder) {
    Pseudonyms site = Keys.site(folder.resolve("k"));
    String uid = site.uid("1.2.840.113619.2.1");
    assertThat(uid).matches("2\\.25\\.(0|[1-9][0-9]{0,38})").hasSizeLessThanOrEqualTo(64);
    assertThat(site.uid("1.2.840.113619.2.1")).isEqualTo(uid);
    assertThat(site.uid("1.2.840.113619.2.2")).isNotEqualTo(uid);
  }

  @Test
  void theSameDigitsOfTwoCountriesAreTwoSecrets() {
    FederationKey key = Keys.federation(7);
    NationalId portuguese = new NationalId("PT", "12349065");
    assertThat(key.linkageSecret(portuguese).orElseThrow())
        .isEqualTo(Keys.federation(7).linkageSecret(portuguese).orElseThrow())
        .isNotEqualTo(key.linkageSecret(new NationalId("DE", "12349065")).orElseThrow())
        .isNotEqualTo(key.dateShiftSeed(portuguese).orElseThrow());
    assertThat(Keys.noFederation().linkageSecret(portuguese)).isEmpty();
  }
}
