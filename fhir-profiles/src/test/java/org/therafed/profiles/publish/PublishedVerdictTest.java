package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.validation.ExampleMutations;
import org.therafed.profiles.validation.ProfileValidator;

/**
 * What the tables refuse, the published definitions refuse: to our validator over every mutation,
 * to HAPI's over some of them ({@code -Dtherafed.mutations=all}: every one, minutes). A difference
 * needs a row with its reason in {@code publish/differences.yaml}.
 */
class PublishedVerdictTest {
  /** Of so many mutations HAPI sees one: it takes a hundred times as long. */
  private static final int SOME =
      System.getProperty("therafed.mutations", "").equals("all") ? 1 : 15;

  private static final JsonNode INVALID = yaml("/examples-invalid/expected.yaml");

  private static final Pattern OF_TYPE = Pattern.compile("\\.ofType\\(([A-Za-z]+)\\)");

  private final ProfileValidator table =
      new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);

  /** A class of mutation that one side takes though the table refuses it. */
  private record Difference(String id, String takes, Pattern matches) {}

  private static JsonNode yaml(String name) {
    try (InputStream in = PublishedVerdictTest.class.getResourceAsStream(name)) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> invalid() {
    List<String> names = new ArrayList<>();
    INVALID.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidExampleIsRefusedAtItsElement(String name) {
    JsonNode expected = INVALID.path(name);
    JsonNode example = Examples.readInvalid(name);
    String at = expected.path("at").asText();
    assertThat(table.validate(example))
        .anySatisfy(
            issue -> {
              assertThat(issue.code()).isEqualTo(expected.path("code").asText());
              assertThat(issue.expression()).startsWith(at);
            });
    String published = expected.path("published").asText(at);
    String rule = expected.path("rule").asText("");
    assertThat(PublicationTest.errors(example))
        .anySatisfy(
            violation ->
                assertThat(rule.isEmpty() ? violation.path() : violation.rule())
                    .startsWith(rule.isEmpty() ? published : rule));
    // HAPI does not read a second choice of an element at all.
    String element = expected.path("hapi").asText(rule.isEmpty() ? published : "#" + rule);
    assertThat(PublishedPackage.HAPI.errors(example).stream().map(PublishedVerdictTest::plain))
        .anySatisfy(error -> assertThat(error).contains(element));
  }

  /** HAPI's message with {@code value.ofType(Quantity)} as JSON has it. */
  private static String plain(String error) {
    Matcher choice = OF_TYPE.matcher(error);
    return choice.replaceAll(
        found -> Character.toUpperCase(found.group(1).charAt(0)) + found.group(1).substring(1));
  }

  @Test
  void theVerdictIsThatOfTheTablesOrTheDifferenceHasAReason() {
    List<Difference> known = known();
    Map<String, Integer> differences = new TreeMap<>();
    List<String> unexplained = new ArrayList<>();
    int seen = 0;
    int shown = 0;
    for (String name : Examples.names()) {
      ObjectNode example = Examples.read(name);
      for (ExampleMutations.Mutation mutation : new ExampleMutations().of(example)) {
        ObjectNode spoiled = example.deepCopy();
        mutation.spoil().accept(spoiled);
        String what = mutation.code() + " " + name + ": " + mutation.what();
        if (PublicationTest.errors(spoiled).isEmpty()) {
          explain("ours", what, known, differences, unexplained);
        }
        if (seen++ % SOME == 0) {
          shown++;
          if (PublishedPackage.HAPI.errors(spoiled).isEmpty()) {
            explain("hapi", what, known, differences, unexplained);
          }
        }
      }
    }
    System.out.println(
        "Mutations: " + seen + ", shown to HAPI: " + shown + ", differences: " + differences);
    assertThat(unexplained).isEmpty();
    assertThat(seen).isGreaterThan(1000);
    assertThat(differences.values().stream().mapToInt(Integer::intValue).sum())
        .as("differences are few")
        .isLessThan(seen / 10);
  }

  private static void explain(
      String takes,
      String what,
      List<Difference> known,
      Map<String, Integer> differences,
      List<String> unexplained) {
    known.stream()
        .filter(d -> d.takes().equals(takes) || d.takes().equals("both"))
        .filter(d -> d.matches().matcher(what).find())
        .findFirst()
        .ifPresentOrElse(
            d -> differences.merge(takes + " " + d.id(), 1, Integer::sum),
            () -> unexplained.add(takes + " takes " + what));
  }

  private static List<Difference> known() {
    List<Difference> all = new ArrayList<>();
    for (JsonNode row : yaml("/publish/differences.yaml")) {
      assertThat(row.path("reason").asText()).isNotBlank();
      all.add(
          new Difference(
              row.path("id").asText(),
              row.path("takes").asText(),
              Pattern.compile(row.path("matches").asText())));
    }
    return all;
  }

  @Test
  void everyProfileHasAnInvalidExample() {
    List<String> profiles =
        INVALID.properties().stream()
            .map(e -> e.getKey())
            .map(PublishedVerdictTest::claimed)
            .distinct()
            .toList();
    assertThat(profiles).hasSize(Profile.values().length);
  }

  private static String claimed(String name) {
    return Examples.readInvalid(name).path("meta").path("profile").path(0).asText();
  }
}
