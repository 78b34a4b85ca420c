package org.therafed.gateway.convert.hl7;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.intake.hl7.Hl7Field;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Segment;
import org.therafed.gateway.intake.hl7.PatientIds;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.outcome.Phrase;

/** ADT: who the patient is, and whether they have died. */
final class Persons {

  private static final int NAME = 5;
  private static final int BIRTH = 7;
  private static final int SEX = 8;
  private static final int ADDRESS = 11;
  private static final int DEATH = 29;
  private static final int DEAD = 30;

  private Persons() {}

  static void carry(Hl7Message message, PatientIds ids, Carried carried) {
    Hl7Segment pid = message.first("PID").orElseThrow();
    Map<String, String> fields = new LinkedHashMap<>();
    List<PatientIds.NationalId> national = ids.nationalIds(pid).toList();
    if (!national.isEmpty()) {
      fields.put("national_id", national.get(0).value());
      fields.put("national_id_country", national.get(0).country().orElse(""));
    }
    if (national.size() > 1) {
      carried.doubted(
          "PID 1", new Phrase("Several national ids; the first was taken.", "有多个国民编号；已取第一个。"));
    }
    List<String> names = pid.repetitions(NAME).stream().flatMap(Persons::name).toList();
    fields.put("name", names.isEmpty() ? "" : names.get(0));
    fields.put("sex", sex(pid.text(SEX)));
    fields.put("birth_date", birthDate(pid, carried));
    fields.put("region", pid.text(ADDRESS, 4));
    carried.row("PID 1", TableKind.PATIENTS, fields, resource -> addNames(resource, names));
    vitalStatus(message, pid, carried);
  }

  private static void addNames(Resource resource, List<String> names) {
    if (resource instanceof Patient patient) {
      names.stream().skip(1).forEach(name -> patient.addName().setText(name));
    }
  }

  /** Given and family name; Chinese ones as they are written, family first and together. */
  private static Stream<String> name(Hl7Field name) {
    String family = name.component(1);
    String given = name.component(2);
    boolean han = (family + given).codePoints().anyMatch(Character::isIdeographic);
    String text =
        han
            ? family + given
            : Stream.of(given, family)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    return Stream.of(text).filter(written -> !written.isEmpty());
  }

  /** HL7 table 0001. */
  private static String sex(String code) {
    return switch (code) {
      case "M", "F", "O" -> code;
      case "A" -> "O";
      default -> "U";
    };
  }

  private static String birthDate(Hl7Segment pid, Carried carried) {
    String day = Hl7Times.day(pid.text(BIRTH));
    if (day.isEmpty() && !pid.text(BIRTH).isEmpty()) {
      carried.lost("PID 1", new Phrase("PID-7 says no day of birth.", "PID-7 没有写明出生日期。"));
    }
    return day;
  }

  private static void vitalStatus(Hl7Message message, Hl7Segment pid, Carried carried) {
    Map<String, String> fields = new LinkedHashMap<>();
    String day = Hl7Times.day(pid.text(DEATH));
    if (pid.text(DEAD).equals("Y") || !pid.text(DEATH).isEmpty()) {
      if (pid.text(DEAD).equals("N")) {
        carried.lost(
            "PID 1",
            new Phrase("PID-29 and PID-30 contradict each other.", "PID-29 与 PID-30 相互矛盾。"));
        return;
      }
      if (day.isEmpty()) {
        carried.lost(
            "PID 1", new Phrase("A death without its day in PID-29.", "死亡没有在 PID-29 写明日期。"));
        return;
      }
      fields.put("status", "dead");
      fields.put("on", day);
    } else if (pid.field(DEATH).isDeleted()) {
      // The sender takes the death back: the patient was alive when it said so.
      Optional<Hl7Segment> event = message.first("EVN");
      fields.put("status", "alive");
      fields.put(
          "on",
          Hl7Times.day(
              Texts.first(event.map(evn -> evn.text(2)).orElse(""), message.header().text(7))));
      fields.put("correction", "true");
    } else {
      return;
    }
    carried.row("PID 1", TableKind.VITAL_STATUS, fields);
  }
}
