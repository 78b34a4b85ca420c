package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.publish.module.ModuleBundle;

/** Whoever reads what is published finds there what each of its extensions means. */
class ExtensionUrlsTest {

  /** FHIR R4's own. */
  private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

  /** Defined by others: FHIR R5 for use in R4, mCODE and Vulcan's adverse events. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          Canonical.ADVERSE_EVENT_STATUS,
          "http://hl7.org/fhir/uv/ae-research-ig/StructureDefinition/ae-grade",
          "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-procedure-intent",
          "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-treatment-termination-reason");

  private static void collect(JsonNode node, Set<String> urls) {
    for (String name : new String[] {"extension", "modifierExtension"}) {
      for (JsonNode extension : node.path(name)) {
        String url = extension.path("url").asText();
        // A part of a complex extension has a name, which that extension's definition fixes.
        if (url.contains(":")) {
          urls.add(url);
        }
      }
    }
    node.forEach(child -> collect(child, urls));
  }

  @Test
  void everyExtensionThatIsUsedIsDefined() {
    Set<String> used = new TreeSet<>();
    PublicationTest.RESOURCES.forEach(resource -> collect(resource, used));
    for (TherapyModule module : ModuleCatalog.standard().all()) {
      collect(ModuleBundle.of(module), used);
    }
    Examples.names().forEach(name -> collect(Examples.read(name), used));
    FactViews.definitions().forEach(view -> collect(view, used));
    Set<String> defined =
        PublicationTest.RESOURCES.stream()
            .filter(resource -> resource.path("type").asText().equals("Extension"))
            .map(resource -> resource.path("url").asText())
            .collect(Collectors.toSet());
    assertThat(used).contains(Canonical.extension("rule-parameter"));
    used.removeAll(defined);
    used.removeIf(url -> url.startsWith(CORE));
    assertThat(OF_OTHERS).containsAll(used);
  }

  /** What a profile or a view names beside what examples happen to use. */
  @Test
  void everyExtensionOfOursThatADefinitionNamesIsDefined() {
    Set<String> defined =
        PublicationTest.RESOURCES.stream()
            .map(resource -> resource.path("url").asText())
            .collect(Collectors.toSet());
    Set<String> named = new TreeSet<>();
    for (JsonNode resource : PublicationTest.RESOURCES) {
      for (JsonNode element : resource.path("snapshot").path("element")) {
        element
            .path("type")
            .forEach(type -> type.path("profile").forEach(url -> named.add(url.asText())));
      }
    }
    for (JsonNode view : FactViews.definitions()) {
      for (JsonNode column : view.path("select").path(0).path("column")) {
        Pattern.compile("extension\\('([^']+)'\\)")
            .matcher(column.path("path").asText())
            .results()
            .forEach(match -> named.add(match.group(1)));
      }
    }
    named.removeIf(url -> !url.startsWith(Canonical.BASE));
    assertThat(named).isNotEmpty();
    assertThat(defined).containsAll(named);
  }
}
