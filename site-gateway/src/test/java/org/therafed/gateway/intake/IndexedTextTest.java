package org.therafed.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.therafed.dicom.convert.PatientKey;

class IndexedTextTest {

  @Test
  void aKeyThatAnIndexHoldsStaysAsItIs() {
    assertThat(IndexedText.key("table|patients|2:A1")).isEqualTo("table|patients|2:A1");
  }

  @Test
  void aLongKeyBecomesItsDigestAndStaysEqualToItself() {
    String key = "x".repeat(2001);
    assertThat(IndexedText.key(key)).startsWith("sha256|").hasSize(7 + 64);
    assertThat(IndexedText.key(key)).isEqualTo(IndexedText.key(key));
    assertThat(IndexedText.key(key)).isNotEqualTo(IndexedText.key(key + "x"));
    assertThat(IndexedText.key(IndexedText.key(key))).isEqualTo(IndexedText.key(key));
  }

  @Test
  void aKeyWithNulBecomesItsDigest() {
    assertThat(IndexedText.key("a\0b")).startsWith("sha256|");
  }

  @Test
  void bytesCountNotCharacters() {
    assertThat(IndexedText.key("金".repeat(667))).startsWith("sha256|");
    assertThat(IndexedText.fits(new PatientKey("urn:x", "x".repeat(1024)))).isTrue();
    assertThat(IndexedText.fits(new PatientKey("urn:x", "金".repeat(342)))).isFalse();
    assertThat(IndexedText.fits(new PatientKey("x".repeat(1025), "1"))).isFalse();
    assertThat(IndexedText.fits(new PatientKey("urn:x", "1\0"))).isFalse();
  }
}
