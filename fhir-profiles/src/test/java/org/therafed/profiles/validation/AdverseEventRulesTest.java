package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.Systems;

/** Codes of an adverse event that look like codes but are none. */
class AdverseEventRulesTest {

  private final ProfileValidator validator =
      new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);

  @Test
  void everyWindowOfAModuleIsAWindow() {
    assertThat(ModuleCatalog.standard().find("rlt-psma").orElseThrow().windows())
        .isNotEmpty()
        .allSatisfy(window -> assertThat(issues(inWindow(window.id()))).isEmpty());
  }

  @Test
  void windowOfNoModuleIsFound() {
    assertThat(issues(inWindow("some-time"))).hasSize(1);
    Issue issue = issues(inWindow("some-time")).get(0);
    assertThat(issue.code()).isEqualTo("FP-VAL-013");
    assertThat(issue.expression()).startsWith("AdverseEvent.extension[ae-window]");
    assertThat(issue.message()).contains("ae-window-known");
    assertThat(issue.messageZh()).contains("观察窗");
  }

  /** An NCIt code of another thing, and one that NCIt does not have: neither is a CTCAE term. */
  @ParameterizedTest
  @ValueSource(strings = {"C118961", "C9999999"})
  void ncitCodeThatIsNoCtcaeTermIsFound(String code) {
    ObjectNode event = Examples.read("atr-adverse-event");
    ObjectNode coding = (ObjectNode) event.at("/event/coding/0");
    coding.put("code", code).remove("display");
    event.withObject("event").remove("text");
    assertThat(issues(event))
        .anySatisfy(
            issue -> {
              assertThat(issue.code()).isEqualTo("FP-VAL-005");
              assertThat(issue.expression()).startsWith("AdverseEvent.event");
            });
  }

  /** Alopecia has grades 1 and 2: more of it does not exist, and nobody dies of it. */
  @ParameterizedTest
  @ValueSource(strings = {"3", "5"})
  void gradeThatTheTermDoesNotHaveIsFoundInBothLanguages(String grade) {
    ObjectNode event = Examples.read("atr-adverse-event");
    ObjectNode coding = (ObjectNode) event.at("/event/coding/0");
    coding.put("code", CtcaeTerms.standard().named("Alopecia").orElseThrow().code());
    coding.remove("display");
    event.withObject("event").remove("text");
    for (JsonNode extension : event.path("extension")) {
      JsonNode graded = extension.path("valueCodeableConcept").path("coding");
      if (extension.path("url").asText().endsWith("/ae-grade")) {
        ((ArrayNode) graded)
            .removeAll()
            .addObject()
            .put("system", Systems.CTCAE_GRADE)
            .put("code", grade);
      }
    }
    assertThat(issues(event))
        .filteredOn(issue -> issue.message().contains("grade-of-term"))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo("FP-VAL-013");
              assertThat(issue.expression()).startsWith("AdverseEvent.extension[ae-grade]");
              assertThat(issue.message()).contains("defines for the term only 1, 2");
              assertThat(issue.messageZh()).contains("1, 2");
            });
  }

  private List<Issue> issues(ObjectNode event) {
    return validator.validate(event);
  }

  private static ObjectNode inWindow(String id) {
    ObjectNode event = Examples.read("atr-adverse-event");
    event
        .withArray("extension")
        .addObject()
        .put("url", Canonical.extension("ae-window"))
        .put("valueCode", id);
    return event;
  }
}
