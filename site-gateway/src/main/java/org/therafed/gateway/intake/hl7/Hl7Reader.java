package org.therafed.gateway.intake.hl7;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.fault.Hl7Code;
import org.therafed.gateway.site.Hl7Config;

/** Reads the bytes of a message in the character set that they are written in. */
@Singleton
public class Hl7Reader {

  private static final int CHARACTER_SETS = 18;

  private final Charset site;

  @Inject
  public Hl7Reader(Hl7Config config) {
    // The listener does not open with another.
    this(Hl7Charsets.named(config.hl7Charset()).orElse(StandardCharsets.UTF_8));
  }

  /**
   * A reader.
   *
   * @param site character set of messages that name none and are not ASCII
   */
  Hl7Reader(Charset site) {
    this.site = site;
  }

  /**
   * Reads a message.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-HL7-004 without a usable MSH, -005 or -006 where
   *     the character set is unknown or not that of the bytes, -018 where it is beyond all measure
   */
  public Hl7Message read(byte[] bytes) {
    Charset charset = charset(bytes);
    return Hl7Message.of(Hl7Charsets.decode(bytes, charset), charset);
  }

  /**
   * The header alone, byte for byte, for an answer to what cannot be read; empty: there is none.
   */
  static Optional<Hl7Segment> header(byte[] bytes) {
    String text = firstLine(bytes);
    return Hl7Delimiters.of(text, StandardCharsets.ISO_8859_1)
        .map(delimiters -> Hl7Segment.of(text, delimiters, 1));
  }

  private static String firstLine(byte[] bytes) {
    int from = 0;
    // A byte order mark is three letters in this view.
    if (bytes.length > 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB) {
      from = 3;
    }
    int end = from;
    while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }

  private Charset charset(byte[] bytes) {
    Hl7Segment header = header(bytes).orElseThrow(Hl7Code.HEADER::with);
    List<String> declared =
        header.repetitions(CHARACTER_SETS).stream().map(Hl7Field::text).toList();
    return Hl7Charsets.of(bytes, declared, site);
  }
}
