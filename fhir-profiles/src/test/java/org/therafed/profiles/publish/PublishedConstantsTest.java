package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.published.CodeSystemUrls;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.published.ProfileUrls;
import org.therafed.profiles.published.SearchParameterUrls;
import org.therafed.profiles.published.ValueSetUrls;

/** The constants that the build makes of the tables are what is published, no more and no less. */
class PublishedConstantsTest {
  private static final Publication PUBLICATION = Publication.of("0.1.0");

  private static Set<String> constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .peek(field -> assertThat(Modifier.isFinal(field.getModifiers())).isTrue())
        .map(PublishedConstantsTest::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> published(String type, Predicate<JsonNode> which) {
    return PUBLICATION.resources().stream()
        .filter(r -> r.path("resourceType").asText().equals(type) && which.test(r))
        .map(r -> r.path("url").asText())
        .filter(url -> url.startsWith(Canonical.BASE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void profiles() {
    assertThat(constants(ProfileUrls.class))
        .isEqualTo(
            published("StructureDefinition", r -> r.path("kind").asText().equals("resource")));
  }

  /** Others' extensions that a profile takes have a constant, too, and no definition of ours. */
  @Test
  void extensions() {
    Set<String> ours = new TreeSet<>(constants(ExtensionUrls.class));
    ours.removeIf(url -> !url.startsWith(Canonical.BASE));
    assertThat(ours)
        .isEqualTo(
            published("StructureDefinition", r -> r.path("type").asText().equals("Extension")));
    assertThat(constants(ExtensionUrls.class)).contains(ExtensionUrls.AE_GRADE);
  }

  @Test
  void codeSystems() {
    assertThat(constants(CodeSystemUrls.class)).isEqualTo(published("CodeSystem", r -> true));
  }

  /** A value set for one element of one profile is named after it, or holds its units. */
  @Test
  void valueSets() {
    assertThat(constants(ValueSetUrls.class))
        .isEqualTo(published("ValueSet", r -> !r.path("id").asText().matches("(atr-|units).*")));
  }

  @Test
  void searchParameters() {
    assertThat(constants(SearchParameterUrls.class))
        .isEqualTo(published("SearchParameter", r -> true));
  }
}
