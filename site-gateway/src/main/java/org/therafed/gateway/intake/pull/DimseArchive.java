package org.therafed.gateway.intake.pull;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.FindAnswer;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.Proposal;
import org.therafed.dicom.net.QueryModel;
import org.therafed.dicom.net.RetrieveProgress;
import org.therafed.dicom.net.StoreHandler;

/**
 * An archive that is asked by C-FIND in the Study Root model, and sends by C-GET over the same
 * association or by C-MOVE to our listener.
 */
final class DimseArchive implements ImageArchive {

  private static final QueryModel MODEL = QueryModel.STUDY_ROOT;
  private static final int MOST_MATCHES = 100_000;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final ClientConfig peer;
  private final Optional<String> moveTo;
  private final Function<DataSet, Optional<PatientKey>> patients;

  /**
   * @param moveTo our listener's title for C-MOVE; empty: C-GET
   * @param patients whom a match is about
   */
  DimseArchive(
      ClientConfig peer,
      Duration timeout,
      Optional<String> moveTo,
      Function<DataSet, Optional<PatientKey>> patients) {
    this.peer = peer.withTimeouts(CONNECT, timeout);
    this.moveTo = moveTo;
    this.patients = patients;
  }

  @Override
  public void test() {
    PresentationContext retrieve = moveTo.isPresent() ? MODEL.moveContext() : MODEL.getContext();
    PullFaults.telling(
        () -> {
          try (DicomClient client =
              DicomClient.connect(
                  peer,
                  List.of(PresentationContext.verification(), MODEL.findContext(), retrieve))) {
            int status = client.echo().status();
            if (status != 0) {
              throw PullFaults.refused("C-ECHO", status);
            }
            need(client, MODEL.findContext(), "C-FIND in the Study Root model");
            need(client, retrieve, moveTo.isPresent() ? "C-MOVE" : "C-GET");
          }
        });
  }

  private static void need(DicomClient client, PresentationContext context, String what) {
    boolean accepted =
        context.transferSyntaxes().stream()
            .anyMatch(syntax -> client.accepts(context.abstractSyntax(), syntax));
    if (!accepted) {
      throw PullFaults.noService(what);
    }
  }

  @Override
  public Session open() {
    return new Asking();
  }

  private static DataSet keys(String level, int... returned) {
    DataSet keys = new DataSet();
    keys.put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    keys.put(Tag.QueryRetrieveLevel, VR.CS, level);
    for (int tag : returned) {
      keys.put(tag, Dictionary.vr(tag));
    }
    return keys;
  }

  private final class Asking implements Session {
    private DicomClient finder;

    @Override
    public List<FoundStudy> studies(String patientId, Optional<LocalDate> since) {
      DataSet keys =
          keys("STUDY", Tag.StudyInstanceUID, Tag.ModalitiesInStudy, Tag.IssuerOfPatientID);
      keys.put(Tag.PatientID, VR.LO, patientId);
      since.ifPresent(
          day ->
              keys.put(Tag.StudyDate, VR.DA, day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-"));
      return find(keys).stream().map(match -> FoundStudy.of(match, patients.apply(match))).toList();
    }

    @Override
    public List<FoundSeries> series(String studyUid) {
      DataSet keys = keys("SERIES", Tag.SeriesInstanceUID, Tag.Modality);
      keys.put(Tag.StudyInstanceUID, VR.UI, studyUid);
      return find(keys).stream().map(match -> FoundSeries.of(studyUid, match)).toList();
    }

    @Override
    public List<FoundInstance> instances(FoundSeries series) {
      DataSet keys = keys("IMAGE", Tag.SOPInstanceUID, Tag.SOPClassUID);
      keys.put(Tag.StudyInstanceUID, VR.UI, series.studyUid());
      keys.put(Tag.SeriesInstanceUID, VR.UI, series.uid());
      return find(keys).stream().map(FoundInstance::of).toList();
    }

    private List<DataSet> find(DataSet keys) {
      boolean answered = false;
      try {
        List<DataSet> matches = PullFaults.telling(() -> matches(keys));
        answered = true;
        return matches;
      } finally {
        // The next question begins over a new association.
        if (!answered) {
          close();
        }
      }
    }

    private List<DataSet> matches(DataSet keys) {
      if (finder == null) {
        finder = DicomClient.connect(peer, List.of(MODEL.findContext()));
      }
      FindAnswer answer = finder.find(MODEL, keys, MOST_MATCHES);
      if (!answer.response().isSuccess()) {
        throw PullFaults.refused("C-FIND", answer.response().status());
      }
      return answer.matches();
    }

    @Override
    public void fetch(MissingInstances missing, StoreHandler store) {
      // An archive may end an association that waits, and some allow one of a caller only.
      close();
      PullFaults.telling(
          () -> {
            try (DicomClient client = DicomClient.connect(peer, proposal(missing))) {
              FirstFault faults = new FirstFault();
              for (DataSet keys : keysOf(missing)) {
                // After a failure of the association itself every other retrieval fails at once.
                faults.in(() -> told(retrieve(client, keys, store)));
              }
              faults.tell();
            }
          });
    }

    private Proposal proposal(MissingInstances missing) {
      return moveTo.isPresent()
          ? Proposal.of(MODEL.moveContext())
          : Proposal.get(MODEL, StorageContexts.of(missing.instances()));
    }

    private RetrieveProgress retrieve(DicomClient client, DataSet keys, StoreHandler store) {
      return moveTo.isPresent()
          ? client.move(MODEL, keys, moveTo.get(), step -> {})
          : client.get(MODEL, keys, store, step -> {});
    }

    /** What single objects become is seen in the store; a refusal of them all is told. */
    private void told(RetrieveProgress end) {
      if (!end.response().isSuccess()) {
        throw PullFaults.refused(moveTo.isPresent() ? "C-MOVE" : "C-GET", end.response().status());
      }
    }

    private static List<DataSet> keysOf(MissingInstances missing) {
      if (missing.whole()) {
        return List.of(
            retrieval("SERIES")
                .put(Tag.StudyInstanceUID, VR.UI, missing.series().studyUid())
                .put(Tag.SeriesInstanceUID, VR.UI, missing.series().uid()));
      }
      return missing.instances().stream()
          .map(
              instance ->
                  retrieval("IMAGE")
                      .put(Tag.StudyInstanceUID, VR.UI, missing.series().studyUid())
                      .put(Tag.SeriesInstanceUID, VR.UI, missing.series().uid())
                      .put(Tag.SOPInstanceUID, VR.UI, instance.uid()))
          .toList();
    }

    private static DataSet retrieval(String level) {
      return new DataSet().put(Tag.QueryRetrieveLevel, VR.CS, level);
    }

    @Override
    public void close() {
      if (finder != null) {
        finder.close();
        finder = null;
      }
    }
  }
}
