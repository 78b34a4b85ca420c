package org.therafed.gateway.convert.hl7;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.gateway.intake.hl7.Hl7Segment;

/** Which course something belongs to: the first filled of the fields that the site names. */
final class CourseNames {

  private static final Pattern FIELD =
      Pattern.compile("([A-Z][A-Z0-9]{2})-(\\d{1,2})(?:\\.(\\d{1,2}))?");

  private final List<Path> paths;

  private record Path(String segment, int field, int component) {}

  /**
   * By fields, in order.
   *
   * @param fields as {@code ORC-4} or {@code PV1-19.1}; what is of another form was refused at
   *     start
   */
  CourseNames(List<String> fields) {
    paths = fields.stream().map(String::strip).flatMap(field -> path(field).stream()).toList();
  }

  private static Optional<Path> path(String field) {
    Matcher parts = FIELD.matcher(field);
    return parts.matches()
        ? Optional.of(
            new Path(
                parts.group(1),
                Integer.parseInt(parts.group(2)),
                parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3))))
        : Optional.empty();
  }

  /** The course; an empty text where no field is filled. */
  String of(Collection<Hl7Segment> segments) {
    for (Path path : paths) {
      for (Hl7Segment segment : segments) {
        String text =
            segment.name().equals(path.segment())
                ? segment.text(path.field(), path.component())
                : "";
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }
}
