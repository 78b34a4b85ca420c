package org.therafed.registry.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.outcome.Fault;

/** Every row that is to be mended is told at once, by its line. */
class TableCheckTest {

  static final String TARIFF = "city,year,scheme,code,amount,currency\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** All states of so many levels; full health as 1, the others as 0.5. */
  static String valueSet(int levels) {
    StringBuilder csv = new StringBuilder("state,utility\n");
    for (int i = 0; i < Math.pow(levels, 5); i++) {
      StringBuilder state = new StringBuilder();
      for (int rest = i, digit = 0; digit < 5; digit++, rest /= levels) {
        state.insert(0, rest % levels + 1);
      }
      csv.append(state).append(i == 0 ? ",1\n" : ",0.5\n");
    }
    return csv.toString();
  }

  @Test
  void everyWrongRowOfATariffIsToldWithItsLineInBothLanguages() {
    String csv =
        TARIFF
            + "# prices of 2026\n"
            + "310000,2026,DRG,RU14,52000,CNY\n"
            + "shanghai,2026,DRG,RU15,52000,CNY\n"
            + "310000,26,DRG,RU16,52000,CNY\n"
            + "310000,2026,DRG,RU14,51000,CNY\n"
            + "310000,2026,DRG,RU17,-1,CNY\n"
            + "310000,2026,DRG,RU18\n"
            + "310000,2026,DRG,RU19,1,CNY\n";
    assertThat(TableCheck.problems(TableKind.TARIFF, csv))
        .extracting(TableProblem::line)
        .containsExactly(4, 5, 6, 7, 8);
    assertThat(TableCheck.problems(TableKind.TARIFF, csv))
        .allSatisfy(
            problem -> {
              assertThat(problem.getMessage()).isNotBlank().doesNotContain("line ");
              assertThat(problem.getMessageZh()).containsPattern("\\p{IsHan}");
            });
    assertThat(TableCheck.entries(csv)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"city,year\n1,2\n", "310000,2026,DRG,RU14,1,CNY\n", "# nothing\n"})
  void withoutItsHeaderATableHasOneProblem(String csv) {
    assertThat(TableCheck.problems(TableKind.TARIFF, csv)).hasSize(1);
  }

  @Test
  void noMoreThanAHundredProblemsAreTold() {
    String csv = TARIFF + "nowhere,2026,DRG,RU14,1,CNY\n".repeat(300);
    assertThat(TableCheck.problems(TableKind.TARIFF, csv)).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void wholeValueSetsHaveNoProblem(int levels) {
    assertThat(TableCheck.problems(TableKind.UTILITY, valueSet(levels))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'11112,0.5', '11112,1.5', 3",
    "'11112,0.5', '11112,0.12345', 3",
    "'11112,0.5', '11116,0.5', 3",
    "'11112,0.5', '11113,0.5', 4",
    "'11111,1', '11111,0.9', 2",
    "'33333,0.5', '', 245",
    "'11112,0.5', '11112', 3"
  })
  void whatAValueSetCannotHaveIsTold(String right, String wrong, int line) {
    String csv = valueSet(3).replace(right + "\n", wrong + "\n");
    assertThat(TableCheck.problems(TableKind.UTILITY, csv))
        .first()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(line));
  }

  @Test
  void yamlIsTheSameTable() {
    String yaml =
        "- {city: '310000', year: 2026, scheme: DRG, code: RU14, amount: 52000, currency: CNY}\n";
    assertThat(TableText.csv(TableKind.TARIFF, bytes(yaml), true))
        .isEqualTo(TARIFF + "310000,2026,DRG,RU14,52000,CNY\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "city: x",
        "- {city: '310000'}",
        "[]",
        "- [1, 2]",
        "- {city: 'a,b', year: 1, scheme: D, code: C, amount: 1, currency: CNY}",
        "{{"
      })
  void yamlOfAnotherFormIsRefused(String yaml) {
    assertThatThrownBy(() -> TableText.csv(TableKind.TARIFF, bytes(yaml), true))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("RG-TABLE-001");
  }

  @Test
  void bytesThatAreNoTextOrTooManyAreRefused() {
    for (byte[] body : new byte[][] {{}, {(byte) 0xff, 0}, new byte[(4 << 20) + 1]}) {
      assertThatThrownBy(() -> TableText.csv(TableKind.TARIFF, body, false))
          .isInstanceOf(Fault.class);
    }
  }

  @Test
  void commandTellsTheSameWithoutARegistry(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("t.csv");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    Files.writeString(file, TARIFF + "310000,2026,DRG,RU14,-1,CNY\n");
    assertThat(TableCommand.run(new String[] {"tariff", file.toString()}, to, to)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("2: ")
        .containsPattern("\\p{IsHan}");
    Files.writeString(file, TARIFF + "310000,2026,DRG,RU14,1,CNY\n");
    assertThat(TableCommand.run(new String[] {"tariff", file.toString()}, to, to)).isZero();
    assertThat(TableCommand.run(new String[] {"tariff", folder + "/none"}, to, to)).isEqualTo(2);
    assertThat(TableCommand.run(new String[] {"prices", file.toString()}, to, to)).isEqualTo(2);
  }
}
