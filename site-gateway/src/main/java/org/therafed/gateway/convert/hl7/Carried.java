package org.therafed.gateway.convert.hl7;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.table.TableConverter;
import org.therafed.gateway.fault.Hl7Code;
import org.therafed.gateway.fault.TableCode;
import org.therafed.gateway.intake.table.RowFinding;
import org.therafed.gateway.intake.table.RowMaker;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;

/** What of one message is carried over, row by row, and what is not, with the reason. */
final class Carried {

  /** Nobody reads more, and one message may hold thousands of parts. */
  private static final int MOST_NOTES = 100;

  private final PatientKey person;
  private final RowMaker rows;
  private final TableConverter tables;
  private final boolean confirmed;
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final List<ConversionNote> notes = new ArrayList<>();
  private final List<Phrase> lost = new ArrayList<>();
  private final List<Reason> doubts = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param confirmed whether somebody has looked at what is hardly possible
   */
  Carried(PatientKey person, RowMaker rows, TableConverter tables, boolean confirmed) {
    this.person = person;
    this.rows = rows;
    this.tables = tables;
    this.confirmed = confirmed;
  }

  /** Carries over what a part of the message says as a row of a table. */
  void row(String place, TableKind kind, Map<String, String> fields) {
    row(place, kind, fields, resource -> {});
  }

  /**
   * The same.
   *
   * @param place of the message, e.g. {@code OBX 3}
   * @param change what the resources say beyond a row
   */
  void row(String place, TableKind kind, Map<String, String> fields, Consumer<Resource> change) {
    RowMaker.Made made = made(kind, fields);
    for (RowFinding finding : made.findings()) {
      switch (finding.effect()) {
        case REFUSED -> lost(place, sentence(finding));
        case HELD -> doubt(finding.reason());
        case NOTED -> doubted(place, sentence(finding));
      }
    }
    if (made.isSound()) {
      for (Resource resource : tables.convert(made.row(), person)) {
        change.accept(resource);
        resources.put(resource.fhirType() + "/" + resource.getIdPart(), resource);
      }
    }
  }

  /**
   * Takes back what a part of an earlier message said: the whole record once more, as an error.
   *
   * @throws Fault GW-HL7-023 where it cannot be told what is taken back: held, not passed over
   */
  void takenBack(
      String place, TableKind kind, Map<String, String> fields, Consumer<Resource> change) {
    RowMaker.Made made = made(kind, fields);
    if (!made.isSound()) {
      throw Hl7Code.TAKE_BACK.with(
          safe("place", place), safe("first", sentence(made.findings().get(0))));
    }
    for (Resource resource : tables.convert(made.row(), person)) {
      change.accept(resource);
      resources.put(resource.fhirType() + "/" + resource.getIdPart(), resource);
    }
  }

  private RowMaker.Made made(TableKind kind, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("mrn", person.id());
    return rows.make(kind, all);
  }

  private static Phrase sentence(RowFinding finding) {
    Reason reason = finding.reason();
    String column = finding.column().isEmpty() ? "" : finding.column() + ": ";
    return new Phrase(
        column + reason.found() + " " + reason.needed(),
        column + reason.foundZh() + reason.neededZh());
  }

  private void doubt(Reason reason) {
    if (!confirmed) {
      doubts.add(reason);
    }
  }

  /** Says that a part is not carried over; never with a value of the message. */
  void lost(String place, Phrase why) {
    Phrase where = Phrase.same(place + ": ").then(why);
    lost.add(where);
    note(ConversionNote.Code.MESSAGE_PART_NOT_CARRIED, where.en());
  }

  /** Says which segments hold nothing that is looked at. */
  void unread(Collection<String> names) {
    if (!names.isEmpty()) {
      note(
          ConversionNote.Code.MESSAGE_PART_NOT_CARRIED,
          "Segments that are not read: " + String.join(", ", names) + ".");
    }
  }

  private void note(ConversionNote.Code code, String text) {
    if (notes.size() < MOST_NOTES) {
      notes.add(new ConversionNote(code, text));
    } else if (notes.size() == MOST_NOTES) {
      notes.add(new ConversionNote(code, "Further parts; the first " + MOST_NOTES + " are noted."));
    }
  }

  /** Says that a part was carried over with an assumption or a doubt. */
  void doubted(String place, Phrase why) {
    note(ConversionNote.Code.MESSAGE_PART_DOUBTED, place + ": " + why.en());
  }

  /**
   * The records with the notes.
   *
   * @throws Fault GW-TABLE-011 for a value that is hardly possible, GW-HL7-022 if there is nothing
   */
  IdentifiedBundle bundle() {
    if (!doubts.isEmpty()) {
      Reason first = doubts.get(0);
      throw TableCode.HELD.with(
          safe("value", first.foundPhrase()), safe("rule", first.neededPhrase()));
    }
    if (resources.isEmpty()) {
      throw Hl7Code.NOTHING.with(
          safe("count", lost.size()),
          safe(
              "first",
              lost.isEmpty()
                  ? new Phrase("it holds none of the registry's.", "其中没有登记库所需的内容。")
                  : lost.get(0)));
    }
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.COLLECTION);
    resources.values().forEach(resource -> bundle.addEntry().setResource(resource));
    return IdentifiedBundle.of(bundle, person, notes);
  }
}
