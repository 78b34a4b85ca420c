package org.therafed.gateway.convert.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Segment;

/** An order of a message: its ORC with all that follows up to the next, and the visit before. */
final class OrderGroup {

  private static final Set<String> OF_ALL = Set.of("PV1", "DG1");

  private final List<Hl7Segment> segments = new ArrayList<>();

  private OrderGroup() {}

  /** The orders of a message; without ORC, one of all its segments. */
  static List<OrderGroup> of(Hl7Message message) {
    List<OrderGroup> groups = new ArrayList<>();
    OrderGroup current = new OrderGroup();
    List<Hl7Segment> shared = new ArrayList<>();
    for (Hl7Segment segment : message.segments()) {
      if (segment.name().equals("ORC")) {
        current = new OrderGroup();
        groups.add(current);
      } else if (groups.isEmpty() && OF_ALL.contains(segment.name())) {
        shared.add(segment);
      }
      current.segments.add(segment);
    }
    if (groups.isEmpty()) {
      return List.of(current);
    }
    groups.forEach(group -> group.segments.addAll(shared));
    return groups;
  }

  List<Hl7Segment> segments() {
    return List.copyOf(segments);
  }

  Optional<Hl7Segment> first(String name) {
    return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
  }

  /** A text of a segment; an empty one where the segment is not there. */
  String text(String name, int field) {
    return first(name).map(segment -> segment.text(field)).orElse("");
  }

  /** The result of a code of ours ({@code code^^THERAFED}) among these segments. */
  static Optional<Hl7Segment> ours(List<Hl7Segment> segments, String code) {
    return coded(segments, code, Texts.OURS);
  }

  /** The result (OBX) of a code. */
  static Optional<Hl7Segment> coded(List<Hl7Segment> segments, String code, String system) {
    return segments.stream()
        .filter(segment -> segment.name().equals("OBX"))
        .filter(obx -> Texts.code(obx.field(3), system).filter(code::equals).isPresent())
        .findFirst();
  }

  /** The value of a result of ours; an empty text where there is none. */
  static String ourText(List<Hl7Segment> segments, String code) {
    return ours(segments, code).map(obx -> obx.text(5)).orElse("");
  }
}
