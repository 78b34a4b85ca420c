package org.therafed.registry.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.structure.Definitions;

class SubsetTest {

  private static final Set<String> OF_EVERY_TYPE = Set.of("id", "meta", "implicitRules");

  @Test
  void tableIsThatOfR4() {
    Definitions r4 = Definitions.r4();
    for (String type : RecordTypes.all()) {
      JsonNode definition =
          r4.definition("http://hl7.org/fhir/StructureDefinition/" + type).orElseThrow();
      List<String> summary = new ArrayList<>();
      List<String> mandatory = new ArrayList<>();
      for (JsonNode element : definition.path("snapshot").path("element")) {
        String[] path = element.path("id").asText().split("\\.", -1);
        if (path.length == 2 && element.path("min").asInt() > 0) {
          mandatory.add(path[1]);
        }
        if (path.length == 2
            && element.path("isSummary").asBoolean()
            && !OF_EVERY_TYPE.contains(path[1])) {
          summary.add(path[1]);
        }
      }
      assertThat(Subset.listed(type, "summary")).as(type).isEqualTo(summary);
      assertThat(Subset.listed(type, "mandatory")).as(type).isEqualTo(mandatory);
    }
  }

  @Test
  void digitsAndChoicesStayAndNamesThatOnlyBeginAlikeGo() {
    Found found =
        new Found(
            "Observation",
            "a",
            1,
            "{\"resourceType\":\"Observation\",\"id\":\"a\",\"valueQuantity\":{\"value\":1.500},"
                + "\"statusReason\":\"x\",\"status\":\"final\",\"_status\":{\"id\":\"b\"}}",
            "2026-01-01T00:00:00Z",
            "");
    assertThat(new Subset("elements", Set.of("value")).of(found))
        .contains("\"value\":1.500", "\"status\":\"final\"", "\"_status\"")
        .doesNotContain("statusReason");
  }
}
