package org.therafed.profiles.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNumberTest {

  @ParameterizedTest
  @CsvSource({
    "-5, GBq, -5 GBq",
    "7400, GBq, 7400 GBq",
    "12.34, '', 12.34",
    "10482, GBq, a number of 5 digits (GBq)",
    "0000123, '', a number of 7 digits",
    "+13912345678, ng/mL, a number of 11 digits (ng/mL)",
    "110105194912310021, GBq, a number of 18 digits (GBq)",
  })
  void aNumberThatMayBeAnIdentifierIsNotShown(String number, String unit, String shown) {
    assertThat(ShownNumber.of(number, unit)).isEqualTo(shown);
  }

  @Test
  void anExponentHidesNoDigits() {
    assertThat(ShownNumber.of(new BigDecimal("1.10105194912310021E+17"), "GBq"))
        .isEqualTo("a number of 18 digits (GBq)");
    assertThat(ShownNumber.of(new BigDecimal("1E+999999999"), ""))
        .isEqualTo("a number of more than 30 digits");
  }
}
