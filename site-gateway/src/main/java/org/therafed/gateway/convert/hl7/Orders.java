package org.therafed.gateway.convert.hl7;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Segment;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Phrase;

/**
 * ORM^O01 and OMG^O19: the order of a therapy is its decision, with the diagnosis that DG1 gives.
 * Orders of anything else are none of the registry's.
 */
final class Orders {

  private static final int SERVICE = 4;

  private Orders() {}

  static void carry(Hl7Message message, ModuleCatalog modules, Carried carried) {
    for (OrderGroup order : OrderGroup.of(message)) {
      order(order, message, modules, carried);
    }
  }

  private static void order(
      OrderGroup order, Hl7Message message, ModuleCatalog modules, Carried carried) {
    String place = order.first("ORC").map(Texts::place).orElse("ORC");
    Optional<String> module =
        order
            .first("OBR")
            .flatMap(obr -> Texts.code(obr.field(SERVICE), Texts.OURS))
            .filter(code -> modules.find(code).isPresent())
            .or(
                () ->
                    Optional.of(OrderGroup.ourText(order.segments(), "module"))
                        .filter(code -> modules.find(code).isPresent()));
    if (module.isEmpty()) {
      carried.lost(
          place,
          new Phrase(
              "An order of no therapy module (OBR-4 module^^THERAFED).",
              "该医嘱不属于任何治疗模块（OBR-4 应为 模块^^THERAFED）。"));
      return;
    }
    Optional<Hl7Segment> diagnosis = order.first("DG1").or(() -> message.first("DG1"));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("module", module.get());
    fields.put("pathway", Texts.first(OrderGroup.ourText(order.segments(), "pathway"), "treated"));
    fields.put(
        "decided_on", Hl7Times.day(Texts.first(order.text("ORC", 9), message.header().text(7))));
    diagnosis.ifPresent(dg1 -> diagnosis(dg1, fields));
    if (order.text("ORC", 1).matches("CA|OC|CR")) {
      carried.takenBack(place, TableKind.INDICATIONS, fields, Orders::revoke);
    } else {
      carried.row(place, TableKind.INDICATIONS, fields);
    }
  }

  /** The diagnosis stands; what is revoked is the decision. */
  private static void revoke(Resource resource) {
    if (resource instanceof ServiceRequest decision) {
      decision.setStatus(ServiceRequest.ServiceRequestStatus.REVOKED);
    }
  }

  private static void diagnosis(Hl7Segment dg1, Map<String, String> fields) {
    Texts.code(dg1.field(3), "I10", "I10C", "I10CN", "ICD10", "ICD-10", "ICD-10-CM")
        .ifPresent(
            code -> {
              fields.put("diagnosis_system", "ICD-10");
              fields.put("diagnosis_code", code);
            });
    Texts.code(dg1.field(3), "SCT")
        .filter(code -> !fields.containsKey("diagnosis_code"))
        .ifPresent(
            code -> {
              fields.put("diagnosis_system", "SNOMED");
              fields.put("diagnosis_code", code);
            });
    fields.put("diagnosed_on", Hl7Times.day(dg1.text(5)));
  }
}
