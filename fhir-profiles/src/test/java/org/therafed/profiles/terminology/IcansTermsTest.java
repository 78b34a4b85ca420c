package org.therafed.profiles.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.publish.Publication;

class IcansTermsTest {

  /** Our validator reads the table, everybody else's the published rule. */
  @Test
  void theTableAndThePublishedRuleNameTheSameTerms() {
    String expression = published();
    String icans = expression.substring(expression.indexOf("'ASTCT-ICANS'"));
    Set<String> codes = new TreeSet<>();
    Pattern.compile("[(|:]([A-Z0-9]+)(?=[|)])")
        .matcher(icans)
        .results()
        .forEach(match -> codes.add(match.group(1)));
    assertThat(codes).isNotEmpty().isEqualTo(new TreeSet<>(IcansTerms.all().keySet()));
    assertThat(IcansTerms.all()).doesNotContainValue("Cytokine release syndrome");
  }

  private static String published() {
    for (ObjectNode resource : Publication.of("0.0.0").resources()) {
      if (resource.path("url").asText().endsWith("/StructureDefinition/atr-adverse-event")) {
        for (JsonNode constraint : resource.findPath("snapshot").findValues("constraint")) {
          for (JsonNode rule : constraint) {
            if (rule.path("key").asText().equals("scale-of-term")) {
              return rule.path("expression").asText();
            }
          }
        }
      }
    }
    throw new AssertionError("the rule scale-of-term is not published");
  }
}
