package org.therafed.simulator.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.simulator.model.Draws;

class IdsTest {
  /** The worked example of the standard GB 11643, and others of the same check. */
  @ParameterizedTest
  @ValueSource(strings = {"11010519491231002X", "440524188001010014"})
  void exampleOfTheStandardIsValid(String number) {
    assertThat(ResidentId.isValid(number)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"110105194912310021", "44052418800101001X", "1101051949123100", ""})
  void wrongCheckCharacterOrLengthIsInvalid(String number) {
    assertThat(ResidentId.isValid(number)).isFalse();
  }

  @Test
  void everyMadeNumberIsValidUniqueAndOfNoDivision() {
    Set<String> seen = new HashSet<>();
    for (int person = 0; person < 5000; person++) {
      String number = ResidentId.ofMan(LocalDate.of(1950, 1, 1).plusDays(person % 7), person);
      assertThat(ResidentId.isValid(number)).isTrue();
      assertThat(number).startsWith("99");
      assertThat((number.charAt(16) - '0') % 2).as("odd for men").isEqualTo(1);
      assertThat(seen.add(number)).isTrue();
    }
  }

  @Test
  void nationalIdHasTwoCheckDigitsThatOneWrongDigitBreaks() {
    String id = NationalId.of(84_512_034);
    assertThat(NationalId.isValid(id)).isTrue();
    assertThat(NationalId.isValid(id.replace('8', '7'))).isFalse();
  }

  @Test
  void supplementaryCharacterSurvivesGb18030() {
    Charset charset = Charset.forName("GB18030");
    Draws draws = Draws.seeded(1);
    for (int i = 0; i < 20; i++) {
      String name = Names.chineseSupplementary(draws).written();
      assertThat(name.codePoints().anyMatch(Character::isSupplementaryCodePoint)).isTrue();
      assertThat(new String(name.getBytes(charset), charset)).isEqualTo(name);
    }
  }
}
