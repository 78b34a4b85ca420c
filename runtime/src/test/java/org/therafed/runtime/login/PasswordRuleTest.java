package org.therafed.runtime.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordRuleTest {

  @Test
  void administratorsPasswordIsHeldToTheRuleOfEveryAccountWithoutBeingRepeated() {
    assertThat(PasswordRule.problems(Optional.empty())).isEmpty();
    assertThat(PasswordRule.problems(Optional.of("twelve chars"))).isEmpty();
    assertThat(PasswordRule.problems(Optional.of("x".repeat(72)))).isEmpty();
    assertThat(PasswordRule.problems(Optional.of("eleven char")))
        .singleElement()
        .asString()
        .startsWith("THERAFED_ADMIN_PASSWORD ")
        .doesNotContain("eleven");
    assertThat(PasswordRule.problems(Optional.of("密".repeat(25)))).hasSize(1);
  }
}
