package org.therafed.gateway.consent.optout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.gateway.consent.optout.OptOut.Kind;
import org.therafed.gateway.fault.ConsentCode;

class OptOutReaderTest {

  private static List<OptOutReader.Row> read(String text) {
    return OptOutReader.read(text.getBytes(StandardCharsets.UTF_8), "urn:own");
  }

  private static OptOutReader.Row row(int line, Kind kind, String issuer, String value) {
    return new OptOutReader.Row(
        line, Optional.of(new OptOut(kind, issuer, value)), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "|", "\t"})
  void everySeparatorIsTaken(String separator) {
    String text = "\uFEFFKind,Issuer,ID\r\nmrn,,0815\r\n\r\nnational-id,cn,11010519491231002x\r\n";
    assertThat(read(text.replace(",", separator)))
        .containsExactly(
            row(2, Kind.MRN, "urn:own", "0815"),
            row(4, Kind.NATIONAL_ID, "CN", "11010519491231002x"));
  }

  @Test
  void aQuotedIdKeepsItsBlanksAway() {
    assertThat(read("kind,issuer,id\nMRN, HOSP ,\" A 1 \"\n"))
        .containsExactly(row(2, Kind.MRN, "HOSP", "A 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient,,77", ",,77", "mrn,77", "77", "mrn,a,b,77"})
  void aRowThatIsNotUnderstoodCountsAgainstEverybodyWithItsNumber(String row) {
    assertThat(read("kind,issuer,id\n" + row))
        .containsExactly(
            new OptOutReader.Row(
                2,
                Optional.of(new OptOut(Kind.ANY, "", "77")),
                Optional.of(ConsentCode.OPT_OUT_UNREAD)));
  }

  @Test
  void aRowWithoutAnIdNamesNobody() {
    assertThat(read("kind,issuer,id\nmrn,,\nmrn,," + "9".repeat(257)))
        .extracting(OptOutReader.Row::problem)
        .containsOnly(Optional.of(ConsentCode.OPT_OUT_WITHOUT_ID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mrn,,1", "id,kind,issuer", "kind,issuer", "kind issuer id"})
  void whatHasNoHeaderIsNoList(String text) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining("GW-OPTOUT-002");
  }

  @Test
  void otherCharacterSetsAreNoList() {
    byte[] bytes = "kind,issuer,id\nmrn,é,1".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> OptOutReader.read(bytes, "urn:own"))
        .hasMessageContaining("GW-OPTOUT-002");
  }

  @Test
  void nationalIdsAreComparedByLettersAndDigitsAlone() {
    assertThat(new OptOut(Kind.NATIONAL_ID, "CN", "１１０-105 x").folded()).isEqualTo("110105X");
    assertThat(new OptOut(Kind.MRN, "", "0815").toString()).doesNotContain("0815");
  }
}
