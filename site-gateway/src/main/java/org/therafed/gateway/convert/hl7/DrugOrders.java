package org.therafed.gateway.convert.hl7;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Segment;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Product;

/** RDE^O11: the order of a therapy begins, ends or takes back its course. */
final class DrugOrders {

  private static final int CONTROL = 1;
  private static final int ENTERED = 9;
  private static final int EFFECTIVE = 15;

  private DrugOrders() {}

  static void carry(
      Hl7Message message, CourseNames courses, ModuleCatalog modules, Carried carried) {
    for (OrderGroup order : OrderGroup.of(message)) {
      order.first("RXE").ifPresent(rxe -> order(order, rxe, courses, modules, carried));
    }
  }

  private static void order(
      OrderGroup order,
      Hl7Segment rxe,
      CourseNames courses,
      ModuleCatalog modules,
      Carried carried) {
    String place = Texts.place(rxe);
    Optional<Product> product = ProductCodes.of(rxe.field(2), modules);
    if (product.isEmpty()) {
      carried.lost(place, new Phrase("RXE-2 names no product that is known.", "RXE-2 没有写明已知的产品。"));
      return;
    }
    Optional<String> module = module(order, product.get(), modules);
    if (module.isEmpty()) {
      carried.lost(
          place,
          new Phrase(
              "The product is of no therapy module, or of several; OBX module^^THERAFED is needed.",
              "该产品不属于任何治疗模块，或属于多个；应有 OBX module^^THERAFED。"));
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "course_id",
        Texts.first(OrderGroup.ourText(order.segments(), "course"), courses.of(order.segments())));
    fields.put("module", module.get());
    fields.put("modality", product.get().kind().code());
    fields.put("line", OrderGroup.ourText(order.segments(), "line"));
    fields.put("started_on", started(order, rxe));
    String control = order.text("ORC", CONTROL);
    // HL7 table 0119.
    switch (control) {
      case "CA", "OC", "CR" -> {
        fields.put("status", "stopped");
        carried.takenBack(place, TableKind.COURSES, fields, DrugOrders::error);
      }
      case "DC", "OD", "DR" -> {
        fields.put("status", "stopped");
        fields.put(
            "ended_on",
            Hl7Times.day(Texts.first(order.text("ORC", EFFECTIVE), order.text("ORC", ENTERED))));
        fields.put("termination_reason", order.text("ORC", 16));
        carried.row(place, TableKind.COURSES, fields);
      }
      default -> {
        fields.put("status", "in-progress");
        carried.row(place, TableKind.COURSES, fields);
      }
    }
  }

  private static void error(Resource resource) {
    if (resource instanceof Procedure course) {
      course.setStatus(Procedure.ProcedureStatus.ENTEREDINERROR);
    }
  }

  private static Optional<String> module(OrderGroup order, Product product, ModuleCatalog modules) {
    String said = OrderGroup.ourText(order.segments(), "module");
    if (!said.isEmpty()) {
      return Optional.of(said);
    }
    List<TherapyModule> giving = ProductCodes.modules(product, modules);
    return giving.size() == 1 ? Optional.of(giving.get(0).id()) : Optional.empty();
  }

  /** TQ1-7, or RXE-1.4 of versions before 2.5, else when the order took effect or was entered. */
  private static String started(OrderGroup order, Hl7Segment rxe) {
    boolean ends = List.of("DC", "OD", "DR").contains(order.text("ORC", CONTROL));
    return Texts.first(
        Hl7Times.day(OrderGroup.ourText(order.segments(), "started")),
        Hl7Times.day(order.text("TQ1", 7)),
        Hl7Times.day(rxe.text(1, 4)),
        ends ? "" : Hl7Times.day(order.text("ORC", EFFECTIVE)),
        ends ? "" : Hl7Times.day(order.text("ORC", ENTERED)));
  }
}
