package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Staff;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * Plants identity in what the hospital's staff type on the console, and looks for it in everything
 * that leaves: the bytes to the registry, logs, spans, and addresses.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ConsoleCanaryIT extends WhatLeaves {

  private static final String CANARY = "KANARIE";
  private static final String HAN = "金丝雀";
  private static final String FORM = "/console/form/rlt-psma";

  private void nothingLeft() {
    for (String text : left()) {
      assertThat(text).doesNotContainIgnoringCase(CANARY).doesNotContain(HAN);
    }
    assertThat(
            database
                .inTransaction(
                    tx ->
                        tx.list(
                            "select account || address || act from console_act",
                            row -> row.getString(1)))
                .toString())
        .doesNotContain(CANARY)
        .doesNotContain(HAN);
  }

  private void pressed(Response page) {
    answered(String.valueOf(page.header("Location")));
    assertThat(page.statusCode()).isLessThan(500);
  }

  @Test
  void whatIsLookedUpIsSeenNowhere() {
    for (String by :
        new String[] {"message", "accession", "patient", "instance", "record", "labs", "none"}) {
      pressed(Staff.admin().press("/console/find", "by", by, "name", CANARY + " " + HAN));
      pressed(Staff.admin().press("/console/find", "by", by, "name", CANARY + "|" + HAN + "|1"));
    }
    pressed(Staff.admin().press("/console/quarantine", "act", "retry-all", "code", CANARY));
    pressed(Staff.admin().press("/console/quarantine", "act", "retry", "id", CANARY));
    nothingLeft();
  }

  @Test
  void identityInEveryFieldOfAFormStaysInside() {
    Staff clinician = Staff.with("clinician");
    Gateway.consent(CANARY + "-F");
    pressed(
        clinician.press(
            FORM,
            "patient",
            CANARY + "-F",
            "issuer",
            "",
            ".1.course-id",
            CANARY + "-C",
            "person.1.sex",
            "|M",
            "person.1.region",
            CANARY,
            "laboratory.1.laboratory-date",
            "2025-03-31",
            "laboratory.1.laboratory-id",
            HAN,
            "laboratory.1.laboratory-psa",
            "4.2",
            "cost.1.cost-component",
            "drug",
            "cost.1.cost-currency",
            CANARY,
            "cost.1.cost-amount",
            "5",
            "cost.1.cost-date",
            "2025-03-31"));
    pressed(
        clinician.press(
            FORM,
            "patient",
            CANARY + "-F",
            ".1.course-id",
            CANARY + "-C",
            "person.1.sex",
            "|M",
            "person.1.region",
            CANARY,
            "laboratory.1.laboratory-date",
            "2025-03-31",
            "laboratory.1.laboratory-id",
            HAN,
            "laboratory.1.laboratory-psa",
            "4.2"));
    pressed(
        clinician.press(
            FORM,
            "patient",
            HAN,
            "issuer",
            CANARY,
            ".1.course-id",
            HAN,
            HAN + ".1." + CANARY,
            HAN,
            "laboratory.1." + CANARY,
            HAN,
            "adverse-event.1.adverse-event-term",
            CANARY,
            "adverse-event.1.adverse-event-grade",
            HAN,
            "adverse-event.1.adverse-event-date",
            CANARY));
    Gateway.settled();
    assertThat(registry.resources("Observation")).isNotEmpty();
    nothingLeft();
  }
}
