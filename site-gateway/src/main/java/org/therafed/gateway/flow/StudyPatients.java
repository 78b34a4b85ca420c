package org.therafed.gateway.flow;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.trace.Traces;

/**
 * Keeps what the conversion doubted, and holds studies that may be of another person than their
 * Patient ID says: attached to the wrong record, they would falsify two. What somebody at the
 * hospital has confirmed is not doubted again.
 */
@Singleton
class StudyPatients {

  private final FlowStore store;
  private final Stages stages;
  private final Quarantine quarantine;
  private final Traces traces;

  @Inject
  StudyPatients(FlowStore store, Stages stages, Quarantine quarantine, Traces traces) {
    this.store = store;
    this.stages = stages;
    this.quarantine = quarantine;
    this.traces = traces;
  }

  /** Whether the images of one study contradict each other; none then speaks for the person. */
  static boolean contradictory(IdentifiedBundle bundle) {
    return bundle.notes().stream().anyMatch(StudyPatients::ofAnother);
  }

  /** The records that go on; the notes of studies are kept, and what is doubted is held. */
  List<Converted> undoubted(Transaction tx, Person known, List<Converted> converted) {
    boolean studies = converted.stream().anyMatch(one -> ofImages(one.item()));
    Optional<Patient> registered = studies ? PatientRecord.registered(known) : Optional.empty();
    List<Converted> certain = new ArrayList<>();
    for (Converted one : converted) {
      List<ConversionNote> notes = notes(tx, known, one.item(), one.bundle(), registered);
      if (ofImages(one.item()) || !notes.isEmpty()) {
        store.notes(tx, one.item().ids(), notes);
      }
      List<ConversionNote> doubts =
          notes.stream().anyMatch(StudyPatients::ofAnother)
              ? unconfirmed(tx, known, one.item(), notes, registered)
              : List.of();
      if (doubts.isEmpty()) {
        certain.add(one);
      } else {
        span(one.item());
        quarantine.hold(
            tx,
            one.item().ids(),
            List.of(DicomCode.PATIENT_DIFFERS.reason(safe("what", texts(doubts)))));
      }
    }
    return certain;
  }

  private void span(Item item) {
    traces.stage(
        "patient",
        item.name(),
        item.traceparent(),
        span -> {
          span.outcome("held", Optional.of(DicomCode.PATIENT_DIFFERS.code()));
          return null;
        });
  }

  private List<ConversionNote> notes(
      Transaction tx,
      Person known,
      Item item,
      IdentifiedBundle bundle,
      Optional<Patient> registered) {
    List<ConversionNote> notes = new ArrayList<>(bundle.notes());
    if (ofImages(item) && studyOfAnother(tx, known.id(), item.first())) {
      // One study is one record: sent on, it would leave the first patient without a word.
      notes.add(
          new ConversionNote(
              ConversionNote.Code.PATIENT_DIFFERS,
              "images of the same study came under another Patient ID (0010,0020) before"));
    }
    Optional<Patient> named = Stages.patient(bundle);
    if (ofImages(item) && registered.isPresent() && named.isPresent()) {
      notes.addAll(PatientAgreement.differences(registered.get(), named.get()));
    }
    return notes;
  }

  /**
   * Whether images of the study that an image belongs to stand under another patient. Those that
   * are held for just that doubt do not.
   */
  private static boolean studyOfAnother(Transaction tx, long person, Arrival image) {
    return tx.first(
            "select true from arrival where group_key = ? and person_id <> ? and (state in ('new',"
                + " 'queued', 'sent') or (state = 'held' and code <> ?)) limit 1",
            row -> row.getBoolean(1),
            image.groupKey().orElse(""),
            person,
            DicomCode.PATIENT_DIFFERS.code())
        .orElse(false);
  }

  /** The doubts that remain without the images that somebody has confirmed. */
  private List<ConversionNote> unconfirmed(
      Transaction tx,
      Person known,
      Item item,
      List<ConversionNote> notes,
      Optional<Patient> registered) {
    Set<UUID> confirmed = store.patientConfirmed(tx, item.content());
    List<Arrival> rest =
        item.content().stream().filter(arrival -> !confirmed.contains(arrival.id())).toList();
    if (rest.isEmpty()) {
      return List.of();
    }
    if (rest.size() == item.content().size()) {
      return doubts(notes);
    }
    return stages
        .convert(new Item(rest, rest), known.key())
        .value()
        .map(bundle -> doubts(notes(tx, known, item, bundle, registered)))
        .orElseGet(() -> doubts(notes));
  }

  private static List<ConversionNote> doubts(List<ConversionNote> notes) {
    return notes.stream().filter(StudyPatients::ofAnother).toList();
  }

  private static boolean ofImages(Item item) {
    return item.first().source().bringsObjects();
  }

  private static boolean ofAnother(ConversionNote note) {
    return note.code() == ConversionNote.Code.PATIENT_DIFFERS;
  }

  private static String texts(List<ConversionNote> notes) {
    return notes.stream().map(ConversionNote::text).distinct().collect(Collectors.joining("; "));
  }
}
