package org.therafed.gateway.intake.hl7;

import java.util.List;

/** One repetition of a field. Components and subcomponents count from 1, as the standard does. */
public final class Hl7Field {

  /** What says that a value is to be deleted. */
  static final String DELETED = "\"\"";

  private final String raw;
  private final Hl7Delimiters delimiters;

  Hl7Field(String raw, Hl7Delimiters delimiters) {
    this.raw = raw;
    this.delimiters = delimiters;
  }

  /** Whether the sender has it that the value be deleted, which is more than to leave it out. */
  public boolean isDeleted() {
    return raw.equals(DELETED);
  }

  /** The first component. */
  public String text() {
    return component(1);
  }

  /** A component's first subcomponent, unescaped; an empty text where there is none. */
  public String component(int component) {
    return component(component, 1);
  }

  /** A subcomponent, unescaped; an empty text where there is none. */
  public String component(int component, int subcomponent) {
    List<String> parts =
        Hl7Segment.split(part(raw, delimiters.component(), component), delimiters.subcomponent());
    String text = subcomponent <= parts.size() ? parts.get(subcomponent - 1) : "";
    return text.equals(DELETED) ? "" : delimiters.unescape(text).strip();
  }

  private static String part(String text, char delimiter, int number) {
    List<String> parts = Hl7Segment.split(text, delimiter);
    return number <= parts.size() ? parts.get(number - 1) : "";
  }

  /** Without content, for logs. */
  @Override
  public String toString() {
    return "Hl7Field";
  }
}
