package org.therafed.evidence.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalRow;

class PartialJsonTest {

  @Test
  void theFormOnTheWireIsStable() {
    ResponseRate rate = new ResponseRate(0.95);
    assertThat(PartialJson.write(rate.partialOf(List.of(new ResponseRow("a", true)))))
        .isEqualTo(
            "{\"partial\":\"response\",\"version\":1,"
                + "\"data\":{\"bySite\":{\"a\":{\"n\":1,\"responders\":1}}}}");
    KaplanMeier kaplanMeier = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    assertThat(
            PartialJson.write(kaplanMeier.partialOf(List.of(new SurvivalRow("a", 0, 2.5, true)))))
        .isEqualTo(
            "{\"partial\":\"event-table\",\"version\":1,\"data\":{\"times\":[0.0,2.5],"
                + "\"events\":[0,1],\"censored\":[0,0],\"entered\":[1,0],"
                + "\"bySite\":{\"a\":{\"n\":1,\"events\":1}}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"partial\":\"response\",\"version\":1}",
        "{\"partial\":\"response\",\"version\":2,\"data\":{\"bySite\":{}}}",
        "{\"partial\":\"event-table\",\"version\":1,\"data\":{\"bySite\":{}}}",
        "{\"partial\":\"response\",\"version\":1,\"data\":{\"bySite\":{\"a\":{\"n\":1,\"responders\":2}}}}",
        "{\"partial\":\"response\",\"version\":1,\"data\":{\"bySite\":{\"a\":{\"n\":1}}}}",
        "{\"partial\":\"response\",\"version\":1,\"data\":{\"bySite\":{\"\":{\"n\":1,\"responders\":1}}}}",
        "{\"partial\":\"response\",\"version\":1,\"data\":{\"bySite\":null}}"
      })
  void unreadablePartialIsANamedFault(String json) {
    assertThatThrownBy(() -> PartialJson.read(json, ResponsePartial.class))
        .isInstanceOf(EvidenceFault.class)
        .hasMessageStartingWith("EV-PARTIAL-00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"times\":[1],\"events\":[1],\"censored\":[0],\"entered\":[1],\"bySite\":{\"a\":{\"n\":1,\"events\":1}}",
        "\"times\":[0,2,1],\"events\":[0,1,0],\"censored\":[0,0,0],\"entered\":[1,0,0],\"bySite\":{\"a\":{\"n\":1,\"events\":1}}",
        "\"times\":[0,2],\"events\":[0,-1],\"censored\":[0,2],\"entered\":[1,0],\"bySite\":{\"a\":{\"n\":1,\"events\":1}}",
        "\"times\":[0,2],\"events\":[0,1],\"censored\":[0],\"entered\":[1,0],\"bySite\":{\"a\":{\"n\":1,\"events\":1}}",
        "\"times\":[0,2],\"events\":[0,1],\"censored\":[0,0],\"entered\":[1,0],\"bySite\":{\"a\":{\"n\":2,\"events\":1}}",
        "\"times\":[0,\"NaN\"],\"events\":[0,1],\"censored\":[0,0],\"entered\":[1,0],\"bySite\":{\"a\":{\"n\":1,\"events\":1}}"
      })
  void impossibleEventTableIsANamedFault(String data) {
    String json = "{\"partial\":\"event-table\",\"version\":1,\"data\":{" + data + "}}";
    assertThatThrownBy(() -> PartialJson.read(json, EventTable.class))
        .isInstanceOf(EvidenceFault.class)
        .hasMessageStartingWith("EV-PARTIAL-001");
  }
}
