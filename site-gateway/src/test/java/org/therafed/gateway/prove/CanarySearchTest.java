package org.therafed.gateway.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the search finds, and what it must not take for a find. */
class CanarySearchTest {

  private static final PlantedPerson PERSON = PlantedPerson.people(3, 7).get(2);

  @SuppressWarnings("unused")
  private static final List<Canary> CANARIES = PERSON.canaries(true);

  private static final CanarySearch SEARCH = new CanarySearch(CANARIES);

  private static boolean isFound(Canary canary, byte[] bytes) {
    return Readings.of(bytes).stream()
        .flatMap(text -> SEARCH.in(text).stream())
        .anyMatch(found -> found.canary().equals(canary));
  }

  private static byte[] around(String text) {
    return ("{\"a\":\"" + text + "\",\"b\":1}").getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c)));
    return escaped.toString();
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @FieldSource("CANARIES")
  void findsEachInEveryForm(Canary canary) throws Exception {
    String value = canary.value();
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    byte[] sha = MessageDigest.getInstance("SHA-256").digest(utf8);
    List<byte[]> texts =
        Stream.of(
                around(value),
                around(value.toUpperCase(Locale.ROOT)),
                around(escaped(value)),
                around(URLEncoder.encode(value, StandardCharsets.UTF_8)),
                around(Base64.getEncoder().encodeToString(around(value))),
                around(Base64.getUrlEncoder().withoutPadding().encodeToString(around(value))),
                around(HexFormat.of().formatHex(utf8)),
                around(HexFormat.of().formatHex(sha)),
                around(Base64.getEncoder().encodeToString(sha)),
                value.getBytes(Charset.forName("GB18030")),
                value.getBytes(StandardCharsets.UTF_16LE),
                value.getBytes(StandardCharsets.UTF_16BE),
                packed(around(value)))
            .toList();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(isFound(canary, texts.get(i))).as(canary.kind() + ", form " + i).isTrue();
    }
  }

  @Test
  void findsADayOfBirthHoweverItIsWritten() {
    Canary birth = Canary.of(PERSON.birthDate());
    for (String written : birth.written()) {
      assertThat(isFound(birth, around(written))).as(written).isTrue();
    }
    assertThat(birth.written()).hasSize(7);
  }

  @Test
  void doesNotTakeDigitsWithinLongerOnesForADay() {
    String day = PERSON.birthDate().toString().replace("-", "");
    assertThat(SEARCH.in("f" + day + " 1" + day + " " + day + "7 " + day + "e")).isEmpty();
    assertThat(SEARCH.in("x " + day + " y")).hasSize(1);
  }

  @Test
  void findsNothingOfOthers() {
    String of =
        PlantedPerson.people(2, 7).get(1).canaries(true).stream()
            .map(Canary::value)
            .reduce("", (a, b) -> a + " " + b);
    assertThat(SEARCH.in(of)).isEmpty();
  }

  @Test
  void noTwoPeopleShareAValue() {
    List<String> values =
        PlantedPerson.people(2_000, 11).stream()
            .flatMap(person -> person.canaries(true).stream())
            .map(Canary::value)
            .toList();
    assertThat(values).hasSizeGreaterThan(60_000).doesNotHaveDuplicates();
  }
}
