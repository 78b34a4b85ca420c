package org.therafed.profiles.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "Site", "-a", "a b", "a/b", "1a"})
  void siteIdOfAnotherFormIsRefusedWithoutBeingShown(String text) {
    assertThatThrownBy(() -> new SiteId(text))
        .hasMessageStartingWith("FP-ID-001 A site id of " + text.length() + " characters");
  }

  @Test
  void identifiersOfAnotherFormAreRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> new Pseudonym("MRN-4711"))
        .hasMessageContaining("FP-ID-003")
        .hasMessageNotContaining("4711");
    assertThatThrownBy(() -> new PersonKey(null)).hasMessageContaining("FP-ID-004");
    assertThatThrownBy(() -> new ResourceId("a/b")).hasMessageContaining("FP-ID-005");
    assertThatThrownBy(() -> new LinkageToken("not base64!")).hasMessageContaining("FP-ID-007");
    assertThatThrownBy(() -> new TransferSequence(0)).hasMessageContaining("FP-ID-002");
    assertThatThrownBy(() -> new ResourceReference("patient", new ResourceId("1")))
        .hasMessageContaining("FP-ID-006");
  }

  @Test
  void tokenAndPersonKeyDoNotShowThemselves() {
    assertThat(new LinkageToken("QUJD").toString()).doesNotContain("QUJD");
    assertThat(new PersonKey("ab".repeat(32)).toString()).doesNotContain("abab");
  }

  @Test
  void referenceIsTypeAndIdAndNothingElse() {
    assertThat(ResourceReference.parse("Patient/a-1.B").orElseThrow().text())
        .isEqualTo("Patient/a-1.B");
    for (String other :
        new String[] {
          null,
          "",
          "Patient",
          "Patient/",
          "/1",
          "patient/1",
          "http://x/Patient/1",
          "Patient/1/_history/2",
          "urn:uuid:1",
          "#p",
          "Patient/a b",
          "Patient/" + "x".repeat(65)
        }) {
      assertThat(ResourceReference.parse(other)).as(String.valueOf(other)).isEmpty();
    }
  }

  @Test
  void sequenceCountsUp() {
    assertThat(new TransferSequence(1).next()).isEqualTo(new TransferSequence(2));
  }
}
