package org.therafed.gateway.convert.hl7;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Segment;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.outcome.Phrase;

/** ORU^R01: laboratory values and vital signs, by LOINC. */
final class Results {

  private static final int VALUE = 5;
  private static final int UNIT = 6;
  private static final int STATUS = 11;
  private static final int OBSERVED = 14;

  private Results() {}

  /** One order with its results; the specimen stands behind them. */
  private record Group(Optional<Hl7Segment> order, List<Hl7Segment> results, Specimen specimen) {}

  private static final class Specimen {
    private Optional<Hl7Segment> segment = Optional.empty();

    String id() {
      return segment
          .map(spm -> Texts.first(spm.field(2).component(2), spm.field(2).component(1)))
          .orElse("");
    }

    String taken() {
      return segment.map(spm -> spm.text(17)).orElse("");
    }
  }

  static void carry(Hl7Message message, Carried carried) {
    for (Group group : groups(message)) {
      for (Hl7Segment result : group.results()) {
        result(group, result, carried);
      }
    }
  }

  private static List<Group> groups(Hl7Message message) {
    List<Group> groups = new ArrayList<>();
    Group current = new Group(Optional.empty(), new ArrayList<>(), new Specimen());
    for (Hl7Segment segment : message.segments()) {
      switch (segment.name()) {
        case "OBR" -> {
          groups.add(current);
          current = new Group(Optional.of(segment), new ArrayList<>(), new Specimen());
        }
        case "OBX" -> current.results().add(segment);
        case "SPM" -> current.specimen().segment = Optional.of(segment);
        default -> {}
      }
    }
    groups.add(current);
    return groups;
  }

  private static void result(Group group, Hl7Segment obx, Carried carried) {
    String place = Texts.place(obx);
    Optional<String> test = Texts.code(obx.field(3), "LN", "LOINC", Texts.OURS);
    if (test.isEmpty()) {
      carried.lost(place, new Phrase("OBX-3 holds no LOINC code (LN).", "OBX-3 没有 LOINC 代码（LN）。"));
      return;
    }
    Optional<ObservationStatus> status = status(group, obx);
    if (status.isEmpty()) {
      carried.lost(place, new Phrase("A result that is not final.", "结果尚非最终结果。"));
      return;
    }
    Optional<String> value = value(obx);
    if (value.isEmpty() && status.get() != ObservationStatus.ENTEREDINERROR) {
      carried.lost(
          place,
          new Phrase(
              "A result that is no single number (OBX-2 NM, SN or ST).",
              "结果不是单个数字（OBX-2 应为 NM、SN 或 ST）。"));
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("sample_id", sample(group, obx));
    fields.put("loinc", test.get());
    fields.put("value", value.orElse(""));
    fields.put("unit", obx.text(UNIT));
    fields.put(
        "taken_at",
        Texts.first(
            Hl7Times.time(obx.text(OBSERVED)),
            Hl7Times.time(group.specimen().taken()),
            Hl7Times.time(group.order().map(obr -> obr.text(7)).orElse(""))));
    if (status.get() == ObservationStatus.ENTEREDINERROR) {
      carried.takenBack(place, TableKind.LABS, fields, resource -> state(resource, status.get()));
    } else {
      carried.row(place, TableKind.LABS, fields, resource -> state(resource, status.get()));
    }
  }

  private static void state(Resource resource, ObservationStatus status) {
    if (resource instanceof Observation observation) {
      observation.setStatus(status);
    }
  }

  /** HL7 table 0085; empty: the final result is still to come. */
  private static Optional<ObservationStatus> status(Group group, Hl7Segment obx) {
    String code =
        Texts.first(obx.text(STATUS), group.order().map(obr -> obr.text(25)).orElse(""), "F");
    return switch (code) {
      case "F", "U" -> Optional.of(ObservationStatus.FINAL);
      case "C" -> Optional.of(ObservationStatus.CORRECTED);
      case "A" -> Optional.of(ObservationStatus.AMENDED);
      case "D", "W" -> Optional.of(ObservationStatus.ENTEREDINERROR);
      default -> Optional.empty();
    };
  }

  /** The filler's order number is one for a sample's order and stays when it is corrected. */
  private static String sample(Group group, Hl7Segment obx) {
    String order =
        Texts.first(
            group.order().map(obr -> obr.text(3)).orElse(""),
            group.specimen().id(),
            group.order().map(obr -> obr.text(2)).orElse(""));
    String part = obx.text(4);
    return order.isEmpty() || part.isEmpty() ? order : order + "." + part;
  }

  private static Optional<String> value(Hl7Segment obx) {
    String written =
        switch (obx.text(2)) {
          case "NM", "ST" -> obx.text(VALUE);
          case "SN" -> structured(obx);
          default -> "";
        };
    boolean several = obx.repetitions(VALUE).size() > 1;
    return Optional.of(written).filter(text -> !text.isEmpty() && !several);
  }

  /** A structured numeric: comparator and one number; ranges and ratios are none. */
  private static String structured(Hl7Segment obx) {
    String comparator = obx.text(VALUE, 1);
    boolean single = obx.text(VALUE, 3).isEmpty() && obx.text(VALUE, 4).isEmpty();
    boolean known = List.of("", "=", "<", "<=", ">", ">=").contains(comparator);
    return single && known ? comparator.replaceFirst("^=$", "") + obx.text(VALUE, 2) : "";
  }
}
