package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.consent.ConsentDecision;
import org.therafed.gateway.consent.ConsentVersion;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Reader;
import org.therafed.gateway.intake.hl7.Hl7Segment;
import org.therafed.gateway.site.Hl7Config;

/**
 * What the consent segments of an HL7 v2 message decide: those whose type the site has named as
 * that of registry research. A permission has to be active, dated and without limitations;
 * everything else that is not merely pending is a refusal.
 *
 * @see <a href="http://hl7.eu/refactored/segCON.html">HL7 v2 CON, table 0498</a>
 */
@Singleton
class MessageConsents {

  private static final int TYPE = 2;
  private static final int FORM_NUMBER = 4;
  private static final int LIMITATIONS = 9;
  private static final int STATUS = 11;
  private static final int DECIDED = 13;
  private static final int EFFECTIVE = 14;
  private static final int END = 15;
  private static final int DAY_DIGITS = 8;

  private final Hl7Reader reader;
  private final Set<String> types;

  @Inject
  MessageConsents(Hl7Reader reader, Hl7Config config) {
    this.reader = reader;
    this.types = Set.copyOf(config.hl7ConsentTypes().orElse(List.of()));
  }

  /**
   * The decisions of one message.
   *
   * @param receivedOn the day it came, in the hospital's zone
   */
  List<ConsentVersion> of(Arrival arrival, LocalDate receivedOn) {
    if (types.isEmpty()) {
      return List.of();
    }
    Hl7Message message;
    try {
      message = reader.read(arrival.content().toArray());
    } catch (RuntimeException e) {
      // It could be read when it came; it may be a withdrawal.
      return List.of(version(arrival, "", Optional.of(ConsentDecision.deny(receivedOn))));
    }
    List<ConsentVersion> versions = new ArrayList<>();
    for (Hl7Segment segment : message.segments()) {
      if (segment.name().equals("CON") && types.contains(segment.text(TYPE))) {
        versions.add(version(arrival, form(segment), decision(segment, receivedOn)));
      }
    }
    return versions;
  }

  /** The number of the form names the Consent: a later version replaces an earlier one. */
  private static String form(Hl7Segment segment) {
    String number = segment.text(FORM_NUMBER);
    return number.isEmpty()
        ? ""
        : "hl7-con|" + segment.text(FORM_NUMBER, 2) + "|" + number.length() + ":" + number;
  }

  private static ConsentVersion version(
      Arrival arrival, String form, Optional<ConsentDecision> decision) {
    return new ConsentVersion(List.of(form.isEmpty() ? "arrival|" + arrival.id() : form), decision);
  }

  private static Optional<ConsentDecision> decision(Hl7Segment segment, LocalDate receivedOn) {
    Optional<LocalDate> day = day(segment.text(DECIDED));
    return switch (segment.text(STATUS)) {
      case "P" -> Optional.empty();
      case "R", "X", "L" -> Optional.of(ConsentDecision.deny(day.orElse(receivedOn)));
      case "A" -> Optional.of(permission(segment, day, receivedOn));
      default -> Optional.of(ConsentDecision.deny(receivedOn));
    };
  }

  private static ConsentDecision permission(
      Hl7Segment segment, Optional<LocalDate> day, LocalDate receivedOn) {
    if (day.isEmpty() || !readable(segment, EFFECTIVE) || !readable(segment, END)) {
      return ConsentDecision.deny(receivedOn);
    }
    return segment.repetitions(LIMITATIONS).isEmpty()
        ? new ConsentDecision(true, day.get(), day(segment.text(EFFECTIVE)), day(segment.text(END)))
        : ConsentDecision.deny(day.get());
  }

  private static boolean readable(Hl7Segment segment, int field) {
    String text = segment.text(field);
    return text.isEmpty() || day(text).isPresent();
  }

  private static Optional<LocalDate> day(String time) {
    if (!time.matches("[0-9]{8}([0-9]{2,6}(\\.[0-9]{1,4})?([+-][0-9]{4})?)?")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.parse(time.substring(0, DAY_DIGITS), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
