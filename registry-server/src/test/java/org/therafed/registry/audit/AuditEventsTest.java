package org.therafed.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.structure.Violation;
import org.therafed.registry.audit.AuditedAct.Actor;

/**
 * Events as they are written. The files are those that a test of fhir-profiles holds against the
 * profiles of BALP.
 */
class AuditEventsTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:20:30.456789Z");

  static Stream<Arguments> examples() {
    return Stream.of(
        arguments(
            "read.json",
            act("GET", "/fhir/{type}/{id}", Actor.Kind.SITE, 200, "/fhir/Observation/o1", 0)),
        arguments(
            "query.json",
            act(
                "GET",
                "/api/evidence/{question}",
                Actor.Kind.PERSON,
                200,
                "/api/evidence/survival?module=rlt-psma",
                0)),
        arguments("granted-query.json", granted()),
        arguments(
            "registration.json",
            act("POST", "/admin/sites", Actor.Kind.PERSON, 201, "/admin/sites", 0)),
        arguments("refusal.json", act("POST", "/fhir", Actor.Kind.UNKNOWN, 401, "", 12)));
  }

  private static AuditedAct granted() {
    return new AuditedAct(
        AT,
        "GET",
        "/fhir/{type}",
        new Actor(Actor.Kind.PERSON, "admin"),
        "192.0.2.7",
        200,
        "/fhir/Observation?code=2857-1",
        List.of("row-level grant g1"),
        0);
  }

  private static AuditedAct act(
      String method, String route, Actor.Kind kind, int status, String asked, long unrecorded) {
    String name =
        switch (kind) {
          case SITE -> "site-a";
          case PERSON -> "admin";
          case UNKNOWN -> "";
        };
    Actor actor = new Actor(kind, name);
    return new AuditedAct(
        AT, method, route, actor, "192.0.2.7", status, asked, List.of(), unrecorded);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void eventIsTheExampleAndValidR4(String name, AuditedAct act) throws IOException {
    String text = AuditEvents.text(7, act);
    ObjectMapper mapper = new ObjectMapper();
    try (InputStream file = getClass().getResourceAsStream("/audit-events/" + name)) {
      assertThat(mapper.readTree(text)).isEqualTo(mapper.readTree(file));
    }
    assertThat(new StructureValidator(Definitions.r4()).validate(mapper.readTree(text)))
        .filteredOn(Violation::error)
        .isEmpty();
  }
}
