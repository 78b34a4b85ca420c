package org.therafed.gateway.convert.hl7;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Segment;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Radionuclide;

/** RAS^O17: what was given, as a row of the table of administrations. */
final class Administrations {

  /** Pre-administration measured activity (DCM). */
  private static final String BEFORE = "113508";

  /** Post-administration measured activity (DCM). */
  private static final String RESIDUAL = "113509";

  private static final int GIVEN_AT = 3;
  private static final int PRODUCT = 5;
  private static final int LOT = 15;
  private static final int COMPLETION = 20;
  private static final int ACTION = 21;

  private Administrations() {}

  static void carry(
      Hl7Message message, CourseNames courses, ModuleCatalog modules, Carried carried) {
    for (OrderGroup order : OrderGroup.of(message)) {
      List<Hl7Segment> current = new ArrayList<>();
      for (Hl7Segment segment : order.segments()) {
        if (segment.name().equals("RXA")) {
          given(order, current, courses, modules, carried);
          current = new ArrayList<>(List.of(segment));
        } else if (!current.isEmpty()) {
          current.add(segment);
        }
      }
      given(order, current, courses, modules, carried);
    }
  }

  /**
   * One administration.
   *
   * @param segments RXA and what follows it up to the next; none: there was none yet
   */
  private static void given(
      OrderGroup order,
      List<Hl7Segment> segments,
      CourseNames courses,
      ModuleCatalog modules,
      Carried carried) {
    if (segments.isEmpty()) {
      return;
    }
    Hl7Segment rxa = segments.get(0);
    String place = Texts.place(rxa);
    // HL7 table 0322: complete, partially, or nothing said.
    if (!List.of("", "CP", "PA").contains(rxa.text(COMPLETION))) {
      carried.lost(place, new Phrase("An administration that did not happen.", "给药并未发生。"));
      return;
    }
    Optional<Product> product = ProductCodes.of(rxa.field(PRODUCT), modules);
    if (product.isEmpty()) {
      carried.lost(place, new Phrase("RXA-5 names no product that is known.", "RXA-5 没有写明已知的产品。"));
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "course_id",
        Texts.first(OrderGroup.ourText(segments, "course"), courses.of(order.segments())));
    fields.put("administered_at", Hl7Times.time(rxa.text(GIVEN_AT)));
    fields.put("product", product.get().name());
    fields.put("lot", rxa.text(LOT));
    fields.put("cell_product_id", OrderGroup.ourText(segments, "cell-product"));
    name(order, segments, product.get(), fields);
    amount(segments, product.get(), place, fields, carried);
    if (rxa.text(ACTION).equals("D")) {
      carried.takenBack(place, TableKind.ADMINISTRATIONS, fields, Administrations::error);
    } else {
      carried.row(place, TableKind.ADMINISTRATIONS, fields);
    }
  }

  /** The product stays: other administrations may be from the same lot. */
  private static void error(Resource resource) {
    if (resource instanceof MedicationAdministration given) {
      given.setStatus(MedicationAdministrationStatus.ENTEREDINERROR);
    } else if (resource instanceof Procedure cycle) {
      cycle.setStatus(Procedure.ProcedureStatus.ENTEREDINERROR);
    }
  }

  /**
   * A nuclide that is given to treat is one cycle of its order: RXA-2 counts an order's
   * administrations. Anything else has its order and that count as its own name.
   */
  private static void name(
      OrderGroup order, List<Hl7Segment> segments, Product product, Map<String, String> fields) {
    Hl7Segment rxa = segments.get(0);
    boolean therapy = product.radionuclide().map(Radionuclide::therapeutic).orElse(false);
    String count = rxa.text(2).equals("0") ? "" : rxa.text(2);
    String cycle = OrderGroup.ourText(segments, "cycle");
    if (therapy) {
      fields.put("cycle", Texts.first(cycle, count));
      return;
    }
    fields.put("cycle", cycle);
    String name = Texts.first(order.text("ORC", 3), order.text("ORC", 2));
    fields.put("administration_id", name.isEmpty() || count.isEmpty() ? name : name + "." + count);
  }

  private static void amount(
      List<Hl7Segment> segments,
      Product product,
      String place,
      Map<String, String> fields,
      Carried carried) {
    Hl7Segment rxa = segments.get(0);
    boolean activity = product.radionuclide().isPresent();
    Optional<Hl7Segment> before = OrderGroup.coded(segments, BEFORE, "DCM");
    Optional<Hl7Segment> residual = OrderGroup.coded(segments, RESIDUAL, "DCM");
    if (!activity || before.isEmpty()) {
      fields.put("dose", rxa.text(6));
      fields.put("unit", rxa.text(7));
      if (activity) {
        // The amount given is that of the moment it was given.
        fields.put("measured_at", fields.get("administered_at"));
        carried.doubted(
            place,
            new Phrase(
                "The activity of RXA-6 was taken for that at RXA-3; no measurement"
                    + " (113508 DCM) stands beside it.",
                "RXA-6 的活度按 RXA-3 时刻计；旁边没有测量值（113508 DCM）。"));
      }
      return;
    }
    fields.put("dose", before.get().text(5));
    fields.put("unit", before.get().text(6));
    fields.put("measured_at", Hl7Times.time(before.get().text(14)));
    if (residual.isPresent()) {
      if (!residual.get().text(6).equals(before.get().text(6))) {
        carried.lost(
            Texts.place(residual.get()),
            new Phrase("A residual in another unit than the activity.", "残留量的单位与活度不同。"));
        return;
      }
      fields.put("residual_dose", residual.get().text(5));
      fields.put("residual_at", Hl7Times.time(residual.get().text(14)));
    }
  }
}
