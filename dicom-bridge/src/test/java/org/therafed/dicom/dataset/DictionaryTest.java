package org.therafed.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DictionaryTest {

  @Test
  void elementsAreFoundByTagAndKeyword() {
    assertThat(Dictionary.find(Tag.PatientName))
        .hasValueSatisfying(
            entry -> {
              assertThat(entry.keyword()).isEqualTo("PatientName");
              assertThat(entry.vr()).containsExactly(VR.PN);
              assertThat(entry.retired()).isFalse();
            });
    assertThat(Dictionary.tag("RadiopharmaceuticalInformationSequence"))
        .contains(Tag.RadiopharmaceuticalInformationSequence);
    assertThat(Dictionary.vr(Tag.CommandField)).isEqualTo(VR.US);
    assertThat(Dictionary.vr(0xFFFCFFFC)).isEqualTo(VR.OB);
  }

  @Test
  void repeatingGroupsMatchEvenGroupsOnly() {
    assertThat(Dictionary.vr(0x60023000)).isEqualTo(VR.OW);
    assertThat(Dictionary.find(0x60020010)).isPresent();
    assertThat(Dictionary.find(0x60030010)).isEmpty();
    assertThat(Dictionary.find(0x00203102)).isPresent();
  }

  @Test
  void pixelRepresentationChoosesTheSign() {
    assertThat(Dictionary.vr(Tag.SmallestImagePixelValue, false)).isEqualTo(VR.US);
    assertThat(Dictionary.vr(Tag.SmallestImagePixelValue, true)).isEqualTo(VR.SS);
    assertThat(Dictionary.vr(Tag.Rows, true)).isEqualTo(VR.US);
  }

  @Test
  void privateElementsAreKnownByCreatorOnly() {
    assertThat(Dictionary.vr("Philips PET Private Group", 0x70531100)).isEqualTo(VR.DS);
    assertThat(Dictionary.vr("Philips PET Private Group", 0x70534200)).isEqualTo(VR.DS);
    assertThat(Dictionary.vr("NOBODY", 0x70531100)).isEqualTo(VR.UN);
    assertThat(Dictionary.vr(0x70531100)).isEqualTo(VR.UN);
    assertThat(Dictionary.vr(0x70530010)).isEqualTo(VR.LO);
  }

  @Test
  void storageClassesIncludeThoseOfTheTableAndRetiredOnes() {
    assertThat(Dictionary.storageSopClasses())
        .hasSizeGreaterThanOrEqualTo(175)
        .contains(
            "1.2.840.10008.5.1.4.1.1.128",
            "1.2.840.10008.5.1.4.1.1.88.68",
            // Nuclear Medicine Image Storage of 1993, retired.
            "1.2.840.10008.5.1.4.1.1.5")
        .doesNotContain("1.2.840.10008.1.1", "1.2.840.10008.1.20.1");
    assertThat(Dictionary.uid("1.2.840.10008.5.1.4.1.1.128").orElseThrow().name())
        .isEqualTo("Positron Emission Tomography Image Storage");
  }
}
