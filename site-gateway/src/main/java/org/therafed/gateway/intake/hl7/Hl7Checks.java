package org.therafed.gateway.intake.hl7;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.fault.Hl7Code;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * What is looked at before a message is taken: sender, structure, type, number, and whose it is.
 */
@Singleton
public class Hl7Checks {

  private final Hl7Structure structure;
  private final PatientIds ids;
  private final Set<String> senders;

  @Inject
  public Hl7Checks(Hl7Structure structure, PatientIds ids, Hl7Config config) {
    this.structure = structure;
    this.ids = ids;
    this.senders =
        config.hl7Senders().orElse(List.of()).stream()
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A message that is taken.
   *
   * @param held why it does not go on by itself; empty: it does
   */
  record Checked(Hl7Type type, PatientKey person, List<Reason> held) {}

  /**
   * Looks at a message.
   *
   * @throws Fault GW-HL7-007 to -013 or -015 to -017 why it is refused
   */
  Checked check(Hl7Message message) {
    Hl7Segment header = message.header();
    sender(header);
    structure.parse(message.text());
    Hl7Type type = type(message.type());
    if (header.text(10).isEmpty()) {
      throw Hl7Code.CONTROL_ID.with();
    }
    PatientKey person = person(message, type);
    return new Checked(type, person, held(message, type));
  }

  private void sender(Hl7Segment header) {
    String application = header.text(3);
    boolean known =
        senders.isEmpty()
            || senders.contains(application)
            || senders.contains(application + "@" + header.text(4));
    if (!known) {
      throw Hl7Code.SENDER.with();
    }
  }

  private static Hl7Type type(String code) {
    return Hl7Type.coded(code).orElseThrow(() -> notTaken(code));
  }

  private static Fault notTaken(String code) {
    // What is no code may be anything.
    String shown = code.matches("[A-Z]{3}\\^[A-Z][0-9A-Z]{2}") ? code : "MSH-9";
    return Hl7Type.knowsMessage(code)
        ? Hl7Code.EVENT.with(safe("type", shown), safe("types", Hl7Type.codes()))
        : Hl7Code.TYPE.with(safe("type", shown), safe("types", Hl7Type.codes()));
  }

  private PatientKey person(Hl7Message message, Hl7Type type) {
    List<PatientKey> persons = new ArrayList<>();
    for (Hl7Segment segment : message.segments()) {
      if (segment.name().equals("PID")) {
        persons.add(ids.patient(segment).orElseThrow(Hl7Code.NO_PATIENT::with));
      }
    }
    long different = persons.stream().distinct().count();
    if (different > 1 && type.use() != Hl7Type.Use.UNMERGE) {
      throw Hl7Code.PATIENTS.with(safe("count", different));
    }
    PatientKey person = persons.stream().findFirst().orElseThrow(Hl7Code.NO_PATIENT::with);
    return usable(person);
  }

  private static PatientKey usable(PatientKey person) {
    boolean plain = (person.issuer() + person.id()).chars().noneMatch(Character::isISOControl);
    if (!plain || !IndexedText.fits(person)) {
      throw Hl7Code.PATIENT_ID.with(safe("limit", IndexedText.MOST_BYTES));
    }
    return person;
  }

  /** Each MRG segment names a patient who is no more. */
  private void merged(Hl7Message message) {
    List<Hl7Segment> merged =
        message.segments().stream().filter(segment -> segment.name().equals("MRG")).toList();
    if (merged.isEmpty()) {
      throw Hl7Code.NO_MERGED.with();
    }
    merged.forEach(segment -> usable(ids.merged(segment).orElseThrow(Hl7Code.NO_MERGED::with)));
  }

  private List<Reason> held(Hl7Message message, Hl7Type type) {
    if (type.use() == Hl7Type.Use.REPORT) {
      return List.of(Hl7Code.REPORT.reason());
    }
    if (type.use() == Hl7Type.Use.UNMERGE) {
      return List.of(Hl7Code.UNMERGE.reason());
    }
    if (type.use() == Hl7Type.Use.MERGE) {
      merged(message);
    }
    return message.header().text(11).equals("P") || message.header().text(11).isEmpty()
        ? List.of()
        : List.of(Hl7Code.TRAINING.reason());
  }
}
