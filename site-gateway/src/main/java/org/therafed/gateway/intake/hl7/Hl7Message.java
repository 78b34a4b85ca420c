package org.therafed.gateway.intake.hl7;

import static org.therafed.profiles.outcome.Fault.safe;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.fault.Hl7Code;

/**
 * A message as segments in the order of the sender. Whether it is sound HL7 is judged by {@link
 * Hl7Structure}; this takes its values apart, for versions and segments without structure too.
 */
public final class Hl7Message {

  // What a structured message takes in memory and time follows its parts, not its bytes.
  private static final int MOST_SEGMENTS = 10_000;
  private static final int MOST_PARTS = 250_000;

  private final String text;
  private final Charset charset;
  private final List<Hl7Segment> segments;

  private Hl7Message(String text, Charset charset, List<Hl7Segment> segments) {
    this.text = text;
    this.charset = charset;
    this.segments = segments;
  }

  /**
   * Takes a decoded text apart.
   *
   * @param text CR, LF or both end a segment
   * @throws org.therafed.profiles.outcome.Fault GW-HL7-004 if it does not begin with a usable MSH,
   *     GW-HL7-018 if it has more parts than any report
   */
  static Hl7Message of(String text, Charset charset) {
    String lines = text.replace("\r\n", "\r").replace('\n', '\r');
    Hl7Delimiters delimiters = Hl7Delimiters.of(lines, charset).orElseThrow(Hl7Code.HEADER::with);
    bounded(lines, delimiters);
    List<Hl7Segment> segments = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (String line : Hl7Segment.split(lines, '\r')) {
      String plain = line.stripLeading();
      if (!plain.isEmpty()) {
        int end = plain.indexOf(delimiters.field());
        String name = end < 0 ? plain : plain.substring(0, end);
        segments.add(Hl7Segment.of(plain, delimiters, numbers.merge(name, 1, Integer::sum)));
      }
    }
    return new Hl7Message(lines, charset, List.copyOf(segments));
  }

  private static void bounded(String lines, Hl7Delimiters delimiters) {
    int segments = 0;
    int parts = 0;
    for (int i = 0; i < lines.length(); i++) {
      char c = lines.charAt(i);
      if (c == '\r') {
        segments++;
      } else if (c == delimiters.field()
          || c == delimiters.component()
          || c == delimiters.repetition()
          || c == delimiters.subcomponent()) {
        parts++;
      }
    }
    if (segments > MOST_SEGMENTS || parts > MOST_PARTS) {
      throw Hl7Code.PARTS.with(safe("segments", MOST_SEGMENTS), safe("parts", MOST_PARTS));
    }
  }

  /** The text, CR at the end of each segment. */
  String text() {
    return text;
  }

  /** In which the bytes were decoded. */
  public Charset charset() {
    return charset;
  }

  /** All segments in the order of the message. */
  public List<Hl7Segment> segments() {
    return segments;
  }

  /** MSH. */
  public Hl7Segment header() {
    return segments.get(0);
  }

  /** The first segment of a name. */
  public Optional<Hl7Segment> first(String name) {
    return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
  }

  /** MSH-9.1 and MSH-9.2, e.g. {@code ORU^R01}. */
  public String type() {
    return header().text(9, 1) + "^" + header().text(9, 2);
  }

  /** MSH-12.1. */
  public String version() {
    return header().text(12);
  }

  /** Without content, for logs. */
  @Override
  public String toString() {
    return "Hl7Message[" + segments.size() + "]";
  }
}
