package org.therafed.gateway.deidentify.clk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClkEncoderTest {

  private static final LocalDate BORN = LocalDate.of(1950, 3, 1);

  private static ClkEncoder encoder(int secret, ClkHardening hardening) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) secret);
    return new ClkEncoder(key, hardening);
  }

  private static Clk of(ClkEncoder encoder, String family, String given) {
    return encoder.encode(new ClkFacts(family, given, BORN, "male")).orElseThrow();
  }

  private final ClkEncoder plain = encoder(7, new ClkHardening(false, false));
  private final ClkEncoder full = encoder(7, ClkHardening.FULL);

  @Test
  void spellingsOfOneNameAreOneKey() {
    String one = of(full, "Müller-Große", "José").text();
    assertThat(of(full, "MULLER GROSSE", "Jose").text()).isEqualTo(one);
    assertThat(of(full, "José", "Müller-Große").text()).isEqualTo(one);
    // A system may split a Chinese name or not, and write full-width spaces.
    assertThat(of(full, "王", "小明").text()).isEqualTo(of(full, "王　小明", "").text());
  }

  @Test
  void whatIsAlikeIsNearAndWhatIsNotIsFar() {
    Clk one = of(plain, "Schneider", "Johanna");
    assertThat(one.dice(of(plain, "Schnieder", "Johanna"))).isBetween(0.8, 0.99);
    Clk other =
        plain
            .encode(new ClkFacts("Kowalski", "Piotr", LocalDate.of(1987, 11, 24), "female"))
            .orElseThrow();
    assertThat(one.dice(other)).isLessThan(0.6);
    assertThat(one.dice(one)).isEqualTo(1.0);
  }

  @Test
  void anotherSecretIsAnotherKey() {
    assertThat(of(full, "Rossi", "Anna").text())
        .isNotEqualTo(of(encoder(8, ClkHardening.FULL), "Rossi", "Anna").text());
    // As unlike as two persons' at best: with another order of bits half of them agree by chance.
    assertThat(of(full, "Rossi", "Anna").dice(of(encoder(8, ClkHardening.FULL), "Rossi", "Anna")))
        .isBetween(0.4, 0.6);
  }

  @Test
  void aBalancedKeyDoesNotTellByItsWeightHowLongANameIs() {
    assertThat(of(full, "Li", "Na").ones()).isEqualTo(1024);
    assertThat(of(full, "Featherstonehaugh", "Maximiliana").ones()).isEqualTo(1024);
    assertThat(of(full, "Li", "Na").length()).isEqualTo(2048);
    assertThat(of(plain, "Featherstonehaugh", "Maximiliana").ones()).isBetween(400, 620);
  }

  @Test
  void aFrequentNameIsNoFrequentPatternUnderSalt() {
    ClkEncoder salted = encoder(7, new ClkHardening(true, false));
    ClkFacts young = new ClkFacts("王", "伟", LocalDate.of(1990, 5, 7), "male");
    ClkFacts old = new ClkFacts("王", "伟", LocalDate.of(1942, 8, 23), "male");
    double without = plain.encode(young).orElseThrow().dice(plain.encode(old).orElseThrow());
    assertThat(salted.encode(young).orElseThrow().dice(salted.encode(old).orElseThrow()))
        .isLessThan(without - 0.1);
  }

  @Test
  void whatHasNoLetterHasNoKey() {
    assertThat(full.encode(new ClkFacts("-", " ", BORN, "male"))).isEmpty();
  }

  @Test
  void aKeyIsReadBackAndSaysNothingInLogs() {
    Clk key = of(full, "Rossi", "Anna");
    assertThat(Clk.parse(key.text()).dice(key)).isEqualTo(1.0);
    assertThat(key).hasToString("Clk[…]");
    assertThat(new ClkFacts("Rossi", "Anna", BORN, "female").toString()).doesNotContain("Rossi");
    assertThatThrownBy(() -> Clk.parse("AAAA")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key.dice(of(plain, "Rossi", "Anna")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
