package org.therafed.profiles.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IcansTermsTest {

  /** Our validator reads the table, everybody else's the published rule. */
  @Test
  void theTableAndThePublishedRuleNameTheSameTerms() throws IOException {
    String rules = "/org/therafed/profiles/publish/rules.yaml";
    try (InputStream in = IcansTermsTest.class.getResourceAsStream(rules)) {
      JsonNode rule = new YAMLMapper().readTree(in).path("scale-of-term");
      String expression = rule.path("expressions").path(0).path("fhirpath").asText();
      String icans = expression.substring(expression.indexOf("'ASTCT-ICANS'"));
      Set<String> codes = new TreeSet<>();
      Pattern.compile("[(|]([A-Z0-9]+)(?=[|)])")
          .matcher(icans)
          .results()
          .forEach(m -> codes.add(m.group(1)));
      assertThat(codes).isNotEmpty().isEqualTo(new TreeSet<>(IcansTerms.all().keySet()));
    }
    assertThat(IcansTerms.all()).doesNotContainValue("Cytokine release syndrome");
  }
}
