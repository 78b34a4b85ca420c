package org.therafed.gateway.intake.hl7;

import java.util.ArrayList;
import java.util.List;

/** One segment. Fields count from 1, as the standard does: MSH-1 is the field separator. */
public final class Hl7Segment {

  private final String name;
  private final List<String> fields;
  private final Hl7Delimiters delimiters;
  private final int number;

  private Hl7Segment(String name, List<String> fields, Hl7Delimiters delimiters, int number) {
    this.name = name;
    this.fields = fields;
    this.delimiters = delimiters;
    this.number = number;
  }

  /**
   * Reads one line.
   *
   * @param number which of its name it is, from 1
   */
  static Hl7Segment of(String line, Hl7Delimiters delimiters, int number) {
    List<String> parts = new ArrayList<>(split(line, delimiters.field()));
    String name = parts.remove(0);
    if (name.equals("MSH")) {
      parts.add(0, String.valueOf(delimiters.field()));
    }
    return new Hl7Segment(name, List.copyOf(parts), delimiters, number);
  }

  static List<String> split(String text, char delimiter) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** Its name, e.g. {@code PID}. */
  public String name() {
    return name;
  }

  /** Which of its name in the message it is, from 1. */
  public int number() {
    return number;
  }

  /** The repetitions of a field; none where it is empty. MSH-2 is no field in this sense. */
  public List<Hl7Field> repetitions(int field) {
    String raw = raw(field);
    return raw.isEmpty()
        ? List.of()
        : split(raw, delimiters.repetition()).stream()
            .map(repetition -> new Hl7Field(repetition, delimiters))
            .toList();
  }

  /** The first repetition; an empty one where there is none. */
  public Hl7Field field(int field) {
    return repetitions(field).stream().findFirst().orElse(new Hl7Field("", delimiters));
  }

  /** The first component of the first repetition, unescaped; an empty text where there is none. */
  public String text(int field) {
    return field(field).text();
  }

  /** A component of the first repetition. */
  public String text(int field, int component) {
    return field(field).component(component);
  }

  private String raw(int field) {
    return field <= fields.size() ? fields.get(field - 1) : "";
  }

  /** Without content, for logs. */
  @Override
  public String toString() {
    return "Hl7Segment[" + number + "]";
  }
}
