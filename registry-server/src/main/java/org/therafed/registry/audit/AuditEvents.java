package org.therafed.registry.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;

/**
 * Acts as FHIR R4 AuditEvents by IHE BALP 1.1.5: {@code IHE.BasicAudit.Read} for the reading of one
 * record, {@code IHE.BasicAudit.Query} for other reading. BALP has no profile of what was refused
 * or of operations; these are AuditEvents of the same form without one.
 */
final class AuditEvents {
  private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/";
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String ENTITY_TYPE =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  private static final String SOURCE_TYPE =
      "http://terminology.hl7.org/CodeSystem/security-source-type";

  /** Codes of DCM for the two ends of an exchange. */
  private static final String SOURCE = "110153";

  private static final String DESTINATION = "110152";

  /** Questions that stand in a body. */
  private static final Set<String> ASKED_BY_POST =
      Set.of(
          "/fhir/{type}/_search",
          "/api/questions",
          "/api/questions/{id}",
          "/api/federated-questions");

  private static final Set<String> ONE_RECORD =
      Set.of("/fhir/{type}/{id}", "/fhir/{type}/{id}/_history/{version}");

  private enum Form {
    READ,
    QUERY,
    OPERATION
  }

  private AuditEvents() {}

  /** The event of an act, as compact JSON; its id is its number in the trail. */
  static String text(long seq, AuditedAct act) {
    Form form = form(act);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("resourceType", "AuditEvent").put("id", Long.toString(seq));
    if (form != Form.OPERATION) {
      event
          .putObject("meta")
          .putArray("profile")
          .add(BALP + (form == Form.READ ? "IHE.BasicAudit.Read" : "IHE.BasicAudit.Query"));
    }
    coding(event.putObject("type"), EVENT_TYPE, "rest");
    coding(event.putArray("subtype").addObject(), INTERACTION, interaction(form));
    event.put("action", action(form, act.method()));
    event.put("recorded", act.at().truncatedTo(ChronoUnit.MILLIS).toString());
    event.put("outcome", act.status() >= 500 ? "8" : act.refused() ? "4" : "0");
    if (act.refused()) {
      event.put("outcomeDesc", "HTTP " + act.status());
    }
    agents(event, act, form);
    ObjectNode source = event.putObject("source");
    source.putObject("observer").put("display", "therafed-registry");
    coding(source.putArray("type").addObject(), SOURCE_TYPE, "4");
    entity(event.putArray("entity").addObject(), act, form);
    grants(event, act);
    return event.toString();
  }

  private static Form form(AuditedAct act) {
    if (ASKED_BY_POST.contains(act.route()) && !act.refused()) {
      return Form.QUERY;
    }
    if (act.refused() || !act.method().equals("GET")) {
      return Form.OPERATION;
    }
    return ONE_RECORD.contains(act.route()) ? Form.READ : Form.QUERY;
  }

  private static String interaction(Form form) {
    return switch (form) {
      case READ -> "read";
      case QUERY -> "search";
      case OPERATION -> "operation";
    };
  }

  private static String action(Form form, String method) {
    return switch (form) {
      case READ -> "R";
      case QUERY -> "E";
      case OPERATION ->
          switch (method) {
            case "POST" -> "C";
            case "DELETE" -> "D";
            default -> "E";
          };
    };
  }

  /** Of a reading the client is the destination of data, of a query the source of the question. */
  private static void agents(ObjectNode event, AuditedAct act, Form form) {
    var agents = event.putArray("agent");
    boolean reading = form == Form.READ;
    ObjectNode client = agents.addObject();
    kind(client, DCM, reading ? DESTINATION : SOURCE);
    client.putObject("who").put("display", whose(act.actor()));
    client.put("requestor", act.actor().kind() != AuditedAct.Actor.Kind.PERSON);
    client.putObject("network").put("address", act.address()).put("type", "2");
    ObjectNode server = agents.addObject();
    kind(server, DCM, reading ? SOURCE : DESTINATION);
    server.putObject("who").put("display", "therafed-registry");
    server.put("requestor", false);
    server.putObject("network").put("address", act.route()).put("type", "5");
    if (act.actor().kind() == AuditedAct.Actor.Kind.PERSON) {
      ObjectNode person = agents.addObject();
      kind(person, PARTICIPATION, "IRCP");
      person.putObject("who").put("display", act.actor().name());
      person.put("requestor", true);
    }
  }

  private static String whose(AuditedAct.Actor actor) {
    return switch (actor.kind()) {
      case SITE -> "site " + actor.name();
      case PERSON -> "a person's program";
      case UNKNOWN -> actor.name().isEmpty() ? "unknown" : "unknown, as " + actor.name();
    };
  }

  private static void entity(ObjectNode entity, AuditedAct act, Form form) {
    coding(entity.putObject("type"), ENTITY_TYPE, "2");
    switch (form) {
      case READ -> {
        entity
            .putObject("what")
            .put("reference", act.asked().replaceFirst("^/fhir/", "").replaceFirst("[?].*$", ""));
        coding(entity.putObject("role"), ROLE, "4");
      }
      case QUERY -> {
        coding(entity.putObject("role"), ROLE, "24");
        entity.put(
            "query",
            Base64.getEncoder()
                .encodeToString(
                    (act.method() + " " + act.asked()).getBytes(StandardCharsets.UTF_8)));
      }
      case OPERATION -> {
        coding(entity.putObject("role"), ROLE, "4");
        entity.put("name", act.method() + " " + act.route());
        if (act.unrecorded() > 0) {
          entity
              .putArray("detail")
              .addObject()
              .put("type", "refusals of unknown callers before this that were only counted")
              .put("valueString", Long.toString(act.unrecorded()));
        }
      }
    }
  }

  /** By what it was allowed: each with its purpose at GET /admin/grants and /admin/projects. */
  private static void grants(ObjectNode event, AuditedAct act) {
    for (String grant : act.grants()) {
      ObjectNode entity = event.withArrayProperty("entity").addObject();
      coding(entity.putObject("type"), ENTITY_TYPE, "4");
      coding(entity.putObject("role"), ROLE, "13");
      entity.put("name", grant);
    }
  }

  private static void kind(ObjectNode agent, String system, String code) {
    coding(agent.putObject("type").putArray("coding").addObject(), system, code);
  }

  private static void coding(ObjectNode into, String system, String code) {
    into.put("system", system).put("code", code);
  }
}
