package org.therafed.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultTest {

  @ParameterizedTest
  @CsvSource({
    "22021, true, false",
    "23514, true, false",
    "54000, true, false",
    "08006, false, true",
    "53100, false, true",
    "57P01, false, true",
    "40001, false, false",
    "42601, false, false",
  })
  void theClassOfTheStateTellsWhetherToTryAgain(String state, boolean lasting, boolean away) {
    DatabaseFault fault = new DatabaseFault(new SQLException("Rossi", state));
    assertThat(fault.lasting()).isEqualTo(lasting);
    assertThat(fault.unavailable()).isEqualTo(away);
    assertThat(fault.getMessage()).doesNotContain("Rossi");
  }

  @Test
  void aBrokenConnectionWithoutStateIsNotLasting() {
    DatabaseFault fault = new DatabaseFault(new SQLException("gone"));
    assertThat(fault.lasting()).isFalse();
    assertThat(fault.unavailable()).isTrue();
  }
}
