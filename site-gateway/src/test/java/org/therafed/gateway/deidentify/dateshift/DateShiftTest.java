package org.therafed.gateway.deidentify.dateshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.gateway.deidentify.nationalid.NationalId;
import org.therafed.gateway.deidentify.pseudonym.Keys;
import org.therafed.gateway.deidentify.pseudonym.Subject;
import org.therafed.profiles.outcome.Fault;

class DateShiftTest {

  private static String shifted(int days, String date) {
    return new DateShift(days, "test").apply(date, "x", "p");
  }

  @Test
  void aPersonWithNationalIdMovesAlikeAtEveryHospital(@TempDir Path a, @TempDir Path b) {
    DateShifts siteA = new DateShifts(Keys.federation(7), Keys.site(a.resolve("k")));
    DateShifts siteB = new DateShifts(Keys.federation(7), Keys.site(b.resolve("k")));
    Subject atA =
        new Subject("urn:a", "17", Optional.of(new NationalId("CN", "330102195003010130")));
    Subject atB =
        new Subject("urn:b", "4711", Optional.of(new NationalId("CN", "330102195003010130")));
    assertThat(siteA.of(atA).days()).isEqualTo(siteB.of(atB).days());
  }

  @Test
  void withoutNationalIdTheShiftIsTheSitesOwn(@TempDir Path a, @TempDir Path b) {
    Subject person = new Subject("urn:a", "17", Optional.empty());
    DateShifts siteA = new DateShifts(Keys.federation(7), Keys.site(a.resolve("k")));
    DateShifts siteB = new DateShifts(Keys.federation(7), Keys.site(b.resolve("k")));
    assertThat(siteA.of(person).basis()).startsWith("site:").isNotEqualTo(siteB.of(person).basis());
  }

  @Test
  void withoutFederationKeyANationalIdChangesNothing(@TempDir Path a) {
    DateShifts site = new DateShifts(Keys.noFederation(), Keys.site(a.resolve("k")));
    assertThat(site.of(new Subject("urn:a", "1", Optional.of(new NationalId("PT", "12349065")))))
        .isEqualTo(site.of(new Subject("urn:a", "1", Optional.empty())));
  }

  @Test
  void everyDrawIsFromOneTo365EitherWayAndAllOccur() {
    long distinct =
        IntStream.range(0, 730)
            .map(i -> DateShifts.days(ByteBuffer.allocate(32).putLong(i).array()))
            .peek(days -> assertThat(Math.abs(days)).isBetween(1, 365))
            .distinct()
            .count();
    assertThat(distinct).isEqualTo(730);
  }

  @Test
  void theShiftKeepsPrecisionTimeAndOffset() {
    assertThat(shifted(1, "2024-02-28")).isEqualTo("2024-02-29");
    assertThat(shifted(-365, "2025-03-01T07:45:00.5+08:00"))
        .isEqualTo("2024-03-01T07:45:00.5+08:00");
    assertThat(shifted(1, "2016-12-31T23:59:60Z")).isEqualTo("2017-01-01T23:59:60Z");
    assertThat(shifted(1, "2024-02-28T07:45:00.12345678901+08:00"))
        .isEqualTo("2024-02-29T07:45:00.123456789+08:00");
    assertThat(shifted(31, "2024-12")).isEqualTo("2025-01");
    assertThat(shifted(365, "2024")).isEqualTo("2025");
  }

  @Test
  void whatIsNoDateIsRefused() {
    for (String text :
        new String[] {"2024-13-01", "gestern", "2024-01-01 Rossi", "", "2024-01-01Tx"}) {
      assertThatThrownBy(() -> shifted(1, text))
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith("GW-DEID-001");
    }
  }

  @Test
  void zeroIsNoShift() {
    assertThatThrownBy(() -> new DateShift(0, "x")).isInstanceOf(IllegalArgumentException.class);
  }
}
