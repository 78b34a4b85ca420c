package org.therafed.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Staff;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The site's own results, worked out by hand, beside what the registry has released. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ResultsPageIT extends WithRegistry {

  private static final String EVIDENCE = "/federation/evidence/";

  /** Two modules, so that no page has what the other asked before. */
  private static final String TOLD = "rlt-sstr-dotatate";

  private static final String UNTOLD = "rlt-sstr-edotreotide";

  /** What is told is kept for some minutes, so that it is told before either page. */
  @BeforeEach
  void tellQuality() {
    registry.tell(
        "/federation/quality",
        "{\"findingsAwaiting\":0,\"modules\":[{\"site\":\"site-a\",\"module\":\""
            + TOLD
            + "\",\"values\":{\"completeness\":{\"value\":{\"share\":0.88},\"federation\":0.8},"
            + "\"freshness\":{\"value\":{\"share\":0.5},\"drift\":\"down\",\"since\":\"2026-05\"}}}]}");
  }

  /** One dies after 10 months, one is known alive after 20; one of them responds. */
  private static void two(String module, String prefix) {
    String[] first = {prefix + "-1", prefix + "-2"};
    for (String mrn : first) {
      Gateway.personWithConsent(mrn, "");
      Gateway.table(
          "courses",
          "mrn,course_id,module,modality,started_on,ended_on,status",
          mrn + ",C-" + mrn + "," + module + ",radioligand,2023-01-10,2023-08-10,completed");
    }
    Gateway.table(
        "vital-status",
        "mrn,status,on",
        first[0] + ",dead,2023-11-11",
        first[1] + ",alive,2024-09-10");
    Gateway.table(
        "responses",
        "mrn,course_id,assessed_on,criterion,response,best",
        first[0] + ",C-" + first[0] + ",2023-04-10,RECIST1.1,PD,",
        first[1] + ",C-" + first[1] + ",2023-04-10,RECIST1.1,PR,");
    Gateway.table(
        "adverse-events",
        "mrn,course_id,event_id,term,grade,onset_on",
        first[0] + ",C-" + first[0] + ",E-1,Anemia,3,2023-02-10",
        first[1] + ",C-" + first[1] + ",E-2,Nausea,1,2023-02-11");
    Gateway.settled();
  }

  private static String released(String question, String result) {
    return "{\"state\":\"released\",\"question\":\""
        + question
        + "\",\"cut\":\"2026-Q3\",\"dataCut\":\"2026-10-01T00:00:00Z\",\"result\":"
        + result
        + "}";
  }

  @Test
  void ownFiguresStandBesideWhatTheRegistryHasReleased() {
    two(TOLD, "RES");
    String module = "?module=" + TOLD;
    registry.tell(
        EVIDENCE + "toxicity" + module,
        released(
            "toxicity",
            "{\"n\":140,\"sites\":4,\"anyTerm\":{\"any\":{\"value\":0.62,\"lower\":0.531,"
                + "\"upper\":0.703},\"grade3Plus\":null},\"terms\":[{\"term\":\"C146764\",\"any\":"
                + "{\"value\":0.33,\"lower\":0.251,\"upper\":0.418},\"grade3Plus\":null}]}"));
    registry.tell(
        EVIDENCE + "response" + module + "&endpoint=orr",
        released(
            "response",
            "{\"n\":135,\"sites\":4,\"rate\":{\"value\":0.47,\"lower\":0.381,\"upper\":0.559}}"));
    registry.tell(
        EVIDENCE + "response" + module + "&endpoint=dcr",
        "{\"state\":\"not-released\",\"question\":\"response\"}");
    registry.tell(
        EVIDENCE + "survival" + module + "&endpoint=os",
        released(
            "survival",
            "{\"n\":140,\"sites\":4,\"median\":{\"value\":21.4,\"lower\":17.0,\"upper\":null},"
                + "\"curve\":[{\"month\":0,\"survival\":1,\"atRisk\":140},{\"month\":12,\"survival\":"
                + "0.71,\"lower\":0.62,\"upper\":0.79,\"atRisk\":90}]}"));
    String page = Staff.with("clinician").page("/console/results" + module, "en").asString();
    // Ours: 1 of 2 responds, S falls to 50 % at month 10, one of two has a grade 3 event.
    assertThat(page)
        .contains("<td>50.0 %</td><td>1.3 % – 98.7 %</td><td>1 / 2</td>")
        .containsPattern("<th scope=\"row\">12</th><td>50.0 %</td><td>[^<]+</td><td>1</td>")
        .contains("100.0 % <small>(15.8 % – 100.0 %; 2 / 2)</small>", "50.0 % <small>(1 / 2)");
    // Theirs, as released, withheld or not told.
    assertThat(page)
        .contains("47.0 %", "38.1 % – 55.9 %", "135 / 4", "21.4", "17.0 – …", "2026-Q3", "140 / 4")
        .contains("<td>71.0 %</td><td>62.0 % – 79.0 %</td><td>90</td>")
        .contains("62.0 % <small>(53.1 % – 70.3 %)</small>", "33.0 %", "Nausea", "Anemia")
        .contains("not released", "not told", "88 %", "80 %", "▼ down since 2026-05")
        .contains("fewer than 5 sites", "\"who\":\"own\"", "\"who\":\"federation\"");
    assertThat(page).doesNotContain("RES-1", "{res", "{msg");

    String chinese = Staff.with("operator").page("/console/results" + module, "zh").asString();
    assertThat(chinese).contains("本院结果与联盟对照", "恶心", "未公布").doesNotContain("{res", "{msg");
    assertThat(page.replace("中文", "")).doesNotContainPattern("\\p{IsHan}");
  }

  @Test
  void registryThatTellsNothingLeavesTheOwnFiguresAlone() {
    two(UNTOLD, "RUN");
    String page =
        Staff.with("data-protection-officer")
            .page("/console/results?module=" + UNTOLD, "en")
            .asString();
    assertThat(page)
        .contains("The registry does not tell its figures now", "Treated here: 2", "1 / 2")
        .doesNotContain("\"who\":\"federation\"");
    assertThat(Staff.admin().page("/console/results?module=<script>", "en").asString())
        .doesNotContain("<script>\"")
        .contains("Our results beside the federation");
  }
}
