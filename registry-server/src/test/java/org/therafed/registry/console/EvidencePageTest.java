package org.therafed.registry.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.MessageBundles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.runtime.page.Language;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What the page prints of a given view. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class EvidencePageTest {

  private static final List<String> GRADES = Arrays.asList("8.0 %", "", "", "", "");

  private static String page(Language language, String medianUpper, ConsoleView.Term term) {
    ConsoleView.Curve curve =
        new ConsoleView.Curve(
            "treated", true, "220", "3", "14.2", "12.8", medianUpper, "22.1", null, List.of());
    ConsoleView view =
        new ConsoleView(
            "Module",
            "1.0.0",
            "2026-01-01 00:00 UTC",
            "0",
            "95 %",
            false,
            List.of(curve),
            "[]",
            List.of(),
            new ConsoleView.Toxicity("220", "3", List.of(term)),
            null);
    return ConsoleResource.Templates.evidence(language.tag(), language.other().tag(), true, view)
        .setAttribute(MessageBundles.ATTRIBUTE_LOCALE, language.locale())
        .render();
  }

  private static ConsoleView.Term term(String name, String language) {
    return new ConsoleView.Term(name, language, false, "32.0 %", "25 – 40 %", null, null, GRADES);
  }

  @Test
  void openUpperLimitOfTheMedianIsSaidToBeNotReached() {
    assertThat(page(Language.EN, null, term("Anemia", "en")))
        .contains("(95 % interval: 12.8 – not reached)");
    assertThat(page(Language.ZH, null, term("贫血", "zh"))).contains("(95 % 区间: 12.8 – 未达到)");
    assertThat(page(Language.EN, "15.5", term("Anemia", "en")))
        .contains("(95 % interval: 12.8 – 15.5)");
  }

  @Test
  void everyIntervalSaysItsLevel() {
    String page = page(Language.EN, "15.5", term("Anemia", "en"));
    assertThat(page).contains("Shaded: 95 % interval");
    assertThat(page.split("<th scope=\"col\">95 % interval</th>", -1)).hasSize(5);
    assertThat(page).doesNotContain(">Interval");
  }

  @Test
  void termWithoutChineseNameIsMarkedAsEnglish() {
    assertThat(page(Language.ZH, null, term("Bone marrow hypocellular", "en")))
        .contains("<span lang=\"en\">Bone marrow hypocellular</span>");
  }
}
