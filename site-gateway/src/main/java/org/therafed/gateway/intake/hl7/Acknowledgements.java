package org.therafed.gateway.intake.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.site.Site;

/**
 * The answers to a message: none, one, or in enhanced mode an accept and an application
 * acknowledgement, as MSH-15 and MSH-16 ask for them (HL7 v2.9 section 2.9.2 and 2.9.3).
 */
final class Acknowledgements {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);
  private static final int ACCEPT = 15;
  private static final int APPLICATION = 16;
  private static final int LONGEST_ECHO = 256;
  private static final int ID_LENGTH = 20;

  private final Site site;

  Acknowledgements(Site site) {
    this.site = site;
  }

  /**
   * The answers to a message that is durable, or that was refused.
   *
   * @param header the message's; empty: it has none that could be read
   * @param charset of the message
   * @param refused empty: it was taken
   */
  List<byte[]> to(Optional<Hl7Segment> header, Charset charset, Optional<Hl7Answer> refused) {
    return codes(header, refused).stream()
        .map(code -> answer(header, code, refused).getBytes(charset))
        .toList();
  }

  private static List<String> codes(Optional<Hl7Segment> header, Optional<Hl7Answer> refused) {
    String result = refused.map(answer -> answer.reject() ? "R" : "E").orElse("A");
    String accept = header.map(msh -> msh.text(ACCEPT)).orElse("");
    String application = header.map(msh -> msh.text(APPLICATION)).orElse("");
    if (!isEnhanced(header)) {
      return List.of("A" + result);
    }
    List<String> codes = new ArrayList<>();
    boolean accepted = refused.isEmpty();
    boolean acceptAsked = asks(accept, accepted);
    if (acceptAsked) {
      codes.add("C" + result);
    }
    // What was not accepted is not handed to an application, which then has nothing to say.
    if (asks(application, accepted) && (accepted || !acceptAsked)) {
      codes.add("A" + result);
    }
    return codes;
  }

  /** HL7 table 0155; a condition that is not in it is taken for always. */
  private static boolean asks(String condition, boolean accepted) {
    return switch (condition.toUpperCase(Locale.ROOT)) {
      case "", "NE" -> false;
      case "ER" -> !accepted;
      case "SU" -> accepted;
      default -> true;
    };
  }

  private static boolean isEnhanced(Optional<Hl7Segment> header) {
    return header.filter(msh -> !(msh.text(ACCEPT) + msh.text(APPLICATION)).isEmpty()).isPresent();
  }

  private String answer(Optional<Hl7Segment> header, String code, Optional<Hl7Answer> refused) {
    String version =
        header.map(msh -> msh.text(12)).filter(v -> v.matches("2\\.\\d(\\.\\d)?")).orElse("2.5");
    String processing = header.map(msh -> msh.text(11)).filter(p -> p.matches("[A-Z]")).orElse("P");
    String event =
        header.map(msh -> msh.text(9, 2)).filter(e -> e.matches("[A-Z][0-9A-Z]{2}")).orElse("");
    String type = event.isEmpty() ? "ACK" : "ACK^" + event + (version.equals("2.3") ? "" : "^ACK");
    ZoneId zone = site.zone();
    List<String> lines = new ArrayList<>();
    lines.add(
        "MSH|^~\\&|%s|%s|%s|%s|%s||%s|%s|%s|%s|||%s%s"
            .formatted(
                echo(header, 5, "THERAFED"),
                echo(header, 6, ""),
                echo(header, 3, ""),
                echo(header, 4, ""),
                TIME.format(ZonedDateTime.ofInstant(site.clock().instant(), zone)),
                type,
                UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH),
                processing,
                version,
                isEnhanced(header) ? "NE|NE" : "|",
                charset(header)));
    lines.add(
        "MSA|%s|%s%s"
            .formatted(
                code,
                echo(header, 10, ""),
                refused.map(answer -> "|" + escaped(answer.reason().text())).orElse("")));
    refused.map(answer -> error(answer, version)).ifPresent(lines::add);
    return String.join("\r", lines) + "\r";
  }

  private static String charset(Optional<Hl7Segment> header) {
    String names =
        header.map(msh -> msh.repetitions(18)).orElse(List.of()).stream()
            .map(Hl7Field::text)
            .filter(name -> Hl7Charsets.named(name).isPresent())
            .findFirst()
            .orElse("");
    return names.isEmpty() ? "" : "||" + escaped(names);
  }

  /** Version 2.5 split the place from the code and took a text for people. */
  private static String error(Hl7Answer answer, String version) {
    String condition = answer.condition() + "&" + answer.conditionText() + "&HL70357";
    if (version.compareTo("2.5") < 0) {
      String place = answer.place() + "^".repeat((int) (3 - places(answer.place())));
      return "ERR|" + place + "^" + condition;
    }
    return "ERR||%s|%s|E|%s|||%s"
        .formatted(
            answer.place(),
            condition.replace('&', '^'),
            answer.reason().code() + "^^L",
            escaped(answer.reason().found() + " " + answer.reason().needed()));
  }

  private static long places(String place) {
    return place.isEmpty() ? 1 : place.chars().filter(c -> c == '^').count() + 1;
  }

  /** A field as it came, every component of it, in the delimiters of the answer. */
  private static String echo(Optional<Hl7Segment> header, int field, String absent) {
    if (header.isEmpty() || header.get().repetitions(field).isEmpty()) {
      return absent;
    }
    Hl7Field first = header.get().field(field);
    StringBuilder echo = new StringBuilder(escaped(first.component(1)));
    for (int component = 2; component <= 3; component++) {
      echo.append('^').append(escaped(first.component(component)));
    }
    return echo.toString().replaceFirst("\\^+$", "");
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(LONGEST_ECHO)
        .forEach(
            c -> {
              switch (c) {
                case '|' -> escaped.append("\\F\\");
                case '^' -> escaped.append("\\S\\");
                case '&' -> escaped.append("\\T\\");
                case '~' -> escaped.append("\\R\\");
                case '\\' -> escaped.append("\\E\\");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  /** Of what cannot be decoded: every byte is one character, there and back. */
  static Charset bytewise() {
    return StandardCharsets.ISO_8859_1;
  }
}
